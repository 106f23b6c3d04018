package dev.engram.bench.facts;

import dev.engram.bench.facts.FactCorpus.Dialogue;
import dev.engram.bench.facts.FactCorpus.Gold;
import dev.engram.bench.figure.Latencies;
import dev.engram.internal.capture.proposition.Proposition;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Counts what was found. For one thread. */
final class FactScore {
  private static final class Share {
    private int found;
    private int of;

    private double value() {
      return of == 0 ? Double.NaN : found / (double) of;
    }
  }

  private final Map<String, Share> recall = new TreeMap<>();
  private final Share all = new Share();
  private final Share matching = new Share();
  private final Map<String, Integer> verdicts = new TreeMap<>();
  private final Latencies latencies = new Latencies();
  private int turns;
  private int extracted;
  private int fromNoise;

  void turn(
      Dialogue dialogue,
      String turn,
      List<Gold> gold,
      List<Proposition> found,
      Judgements judgements,
      long took) {
    turns++;
    extracted += found.size();
    fromNoise += dialogue.noise().contains(turn) ? found.size() : 0;
    latencies.add(took);
    FactMatcher.Pairs pairs = FactMatcher.match(gold, found);
    for (int g = 0; g < gold.size(); g++) {
      Gold fact = gold.get(g);
      if (!fact.optional()) {
        boolean hit = pairs.goldToFound().containsKey(g);
        count(all, hit);
        count(recall.computeIfAbsent("category " + fact.category(), key -> new Share()), hit);
        count(recall.computeIfAbsent("modality " + fact.modality(), key -> new Share()), hit);
        String polarity = fact.negated() ? "negative" : "positive";
        count(recall.computeIfAbsent("polarity " + polarity, key -> new Share()), hit);
        count(recall.computeIfAbsent("domain " + dialogue.domain(), key -> new Share()), hit);
      }
    }
    for (int f = 0; f < found.size(); f++) {
      precision(gold, pairs, f);
      judgements
          .of(dialogue.id(), turn, found.get(f).text())
          .ifPresent(verdict -> verdicts.merge(verdict, 1, Integer::sum));
    }
  }

  private void precision(List<Gold> gold, FactMatcher.Pairs pairs, int f) {
    boolean matched = pairs.goldToFound().containsValue(f);
    boolean optional =
        pairs.goldToFound().entrySet().stream()
            .anyMatch(pair -> pair.getValue() == f && gold.get(pair.getKey()).optional());
    if (!optional && !pairs.alike().contains(f)) {
      count(matching, matched);
    }
  }

  private static void count(Share share, boolean hit) {
    share.of++;
    share.found += hit ? 1 : 0;
  }

  private Share judged() {
    Share judged = new Share();
    judged.found = verdicts.getOrDefault("true", 0);
    judged.of = verdicts.values().stream().mapToInt(Integer::intValue).sum();
    return judged;
  }

  void table(PrintStream out) {
    line(out, "recall", all);
    recall.forEach((name, share) -> line(out, "  " + name, share));
    line(out, "precision by matching (lower bound)", matching);
    line(out, "precision by judgement", judged());
    out.printf(Locale.ROOT, "%-40s %d%n", "not judged", extracted - judged().of);
    out.printf(Locale.ROOT, "%-40s %d of %d%n", "facts from turns of noise", fromNoise, extracted);
    out.printf(
        Locale.ROOT, "%-40s %.2f%n", "facts a turn", extracted / (double) Math.max(1, turns));
    out.printf(
        Locale.ROOT,
        "%-40s p50 %.3f ms, p99 %.3f ms%n",
        "processor time a turn",
        latencies.millis(0.5),
        latencies.millis(0.99));
  }

  private static void line(PrintStream out, String name, Share share) {
    out.printf(
        Locale.ROOT,
        "%-40s %5.1f %%  (%d of %d)%n",
        name,
        100 * share.value(),
        share.found,
        share.of);
  }

  void json(PrintStream out) {
    var mapper = JsonMapper.builder().build();
    ObjectNode root = mapper.createObjectNode();
    var shares = new LinkedHashMap<String, Share>();
    shares.put("recall", all);
    recall.forEach((name, share) -> shares.put("recall " + name, share));
    shares.put("precision by matching", matching);
    shares.put("precision by judgement", judged());
    shares.forEach((name, share) -> {
      ObjectNode node = root.putObject(name.replace(' ', '_'));
      node.put("found", share.found);
      node.put("of", share.of);
      if (share.of > 0) {
        node.put("share", share.value());
      }
    });
    ObjectNode verdictNode = root.putObject("verdicts");
    verdicts.forEach(verdictNode::put);
    root.put("turns", turns);
    root.put("facts", extracted);
    root.put("facts_from_noise", fromNoise);
    root.put("ms_p50", latencies.millis(0.5));
    root.put("ms_p99", latencies.millis(0.99));
    out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
  }
}
