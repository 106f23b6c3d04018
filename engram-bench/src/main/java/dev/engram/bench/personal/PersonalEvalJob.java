package dev.engram.bench.personal;

import dev.engram.bench.eval.LabelledSet.Text;
import dev.engram.bench.eval.SetFiles;
import dev.engram.bench.personal.LabelledSpans.Span;
import dev.engram.internal.screen.personal.PersonalDataDetector;
import dev.engram.internal.screen.personal.PersonalFinding;
import dev.engram.internal.screen.personal.PersonalKind;
import dev.engram.internal.screen.personal.PersonalOptions;
import dev.engram.memory.SecurityTier;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the detector of personal data on labelled spans, and on the turns of memory sets, where
 * it tells how often each kind is found: the {@code eval pii} command.
 *
 * <p>A labelled span is found if a finding of one of its label's kinds overlaps it. A finding is
 * right if it overlaps a span whose label means its kind. Streets and postal codes are one type,
 * for one address holds both. Findings of kinds that the file labels nowhere are listed, not
 * counted.
 *
 * @param file labelled spans
 * @param sets folders of memory sets
 * @param json whether the result is one JSON object
 */
public record PersonalEvalJob(Path file, List<Path> sets, boolean json) {
  public PersonalEvalJob {
    sets = List.copyOf(sets);
  }

  /** Counts for one label. */
  private static final class Count {
    private int gold;
    private int hit;
    private int hidden;
    private int right;
    private int wrong;

    double recall() {
      return gold == 0 ? 0 : (double) hit / gold;
    }

    double precision() {
      return right + wrong == 0 ? 0 : (double) right / (right + wrong);
    }

    double f1() {
      double sum = recall() + precision();
      return sum == 0 ? 0 : 2 * recall() * precision() / sum;
    }

    Map<String, Object> figures() {
      var figures = new LinkedHashMap<String, Object>();
      figures.put("spans", gold);
      figures.put("tp", hit);
      figures.put("fn", gold - hit);
      figures.put("fp", wrong);
      figures.put("precision", precision());
      figures.put("recall", recall());
      figures.put("f1", f1());
      figures.put("hidden_by_any_kind", gold == 0 ? 0 : (double) hidden / gold);
      return figures;
    }
  }

  /**
   * Runs.
   *
   * @param out takes the result
   * @throws IllegalArgumentException if the file or a folder holds no such set
   */
  public void run(PrintStream out) {
    var detector = new PersonalDataDetector(PersonalOptions.all());
    List<LabelledSpans> all = LabelledSpans.read(file);
    var counts = new TreeMap<String, Count>();
    var unlabelled = new EnumMap<PersonalKind, Integer>(PersonalKind.class);
    var labelled = labelled(all);
    for (LabelledSpans one : all) {
      count(one, detector.classify(one.text()).findings(), counts, unlabelled, labelled);
    }
    var shares = new LinkedHashMap<String, Map<String, Object>>();
    for (Path set : sets) {
      shares.put(set.getFileName().toString(), shares(set, detector));
    }
    if (json) {
      var report = new LinkedHashMap<String, Object>();
      report.put("texts", all.size());
      var types = new LinkedHashMap<String, Object>();
      counts.forEach((label, count) -> types.put(label, count.figures()));
      report.put("types", types);
      report.put("kinds_not_labelled", unlabelled);
      report.put("turns", shares);
      out.println(JsonMapper.builder().build().writeValueAsString(report));
    } else {
      table(out, counts, unlabelled, shares);
    }
  }

  private static Set<PersonalKind> labelled(List<LabelledSpans> all) {
    var kinds = EnumSet.noneOf(PersonalKind.class);
    for (LabelledSpans one : all) {
      for (Span span : one.spans()) {
        kinds.addAll(LabelledSpans.COUNTERPARTS.getOrDefault(span.label(), Set.of()));
      }
    }
    return kinds;
  }

  private static void count(
      LabelledSpans one,
      List<PersonalFinding> findings,
      Map<String, Count> counts,
      Map<PersonalKind, Integer> unlabelled,
      Set<PersonalKind> labelled) {
    for (Span span : one.spans()) {
      Set<PersonalKind> kinds = LabelledSpans.COUNTERPARTS.getOrDefault(span.label(), Set.of());
      Count count = counts.computeIfAbsent(span.label(), first -> new Count());
      count.gold++;
      boolean hidden = false;
      boolean hit = false;
      for (PersonalFinding finding : findings) {
        boolean overlaps = overlaps(span, finding);
        hidden |= overlaps;
        hit |= overlaps && kinds.contains(finding.kind());
      }
      count.hidden += hidden ? 1 : 0;
      count.hit += hit ? 1 : 0;
    }
    for (PersonalFinding finding : findings) {
      if (!labelled.contains(finding.kind())) {
        unlabelled.merge(finding.kind(), 1, Integer::sum);
        continue;
      }
      boolean right = false;
      for (Span span : one.spans()) {
        right |= overlaps(span, finding) && means(span.label(), finding.kind());
      }
      Count count = counts.computeIfAbsent(label(finding.kind()), first -> new Count());
      count.right += right ? 1 : 0;
      count.wrong += right ? 0 : 1;
    }
  }

  private static boolean overlaps(Span span, PersonalFinding finding) {
    return span.start() < finding.end() && finding.start() < span.end();
  }

  private static boolean means(String label, PersonalKind kind) {
    return LabelledSpans.COUNTERPARTS.getOrDefault(label, Set.of()).contains(kind);
  }

  /** The label under which a kind's findings are counted. */
  private static String label(PersonalKind kind) {
    return switch (kind) {
      case STREET_ADDRESS -> "STREET_ADDRESS";
      case ZIP_CODE -> "ZIP_CODE";
      case PLACE, RESIDENCE -> "GPE";
      default ->
          LabelledSpans.COUNTERPARTS.entrySet().stream()
              .filter(entry -> entry.getValue().contains(kind))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(kind.label());
    };
  }

  private static Map<String, Object> shares(Path set, PersonalDataDetector detector) {
    var kinds = new EnumMap<PersonalKind, Integer>(PersonalKind.class);
    var tiers = new EnumMap<SecurityTier, Integer>(SecurityTier.class);
    List<String> turns =
        SetFiles.read(set).conversations().stream()
            .flatMap(conversation -> conversation.texts().stream())
            .map(Text::words)
            .toList();
    long[] nanos = new long[turns.size()];
    long units = 0;
    long sum = 0;
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      var data = detector.classify(turns.get(i));
      nanos[i] = System.nanoTime() - start;
      units += turns.get(i).length();
      sum += nanos[i];
      tiers.merge(data.tier(), 1, Integer::sum);
      var seen = EnumSet.noneOf(PersonalKind.class);
      data.findings().forEach(finding -> seen.add(finding.kind()));
      seen.forEach(kind -> kinds.merge(kind, 1, Integer::sum));
    }
    Arrays.sort(nanos);
    var figures = new LinkedHashMap<String, Object>();
    figures.put("turns", turns.size());
    tiers.forEach((tier, n) -> figures.put("tier " + tier.label(), (double) n / turns.size()));
    kinds.forEach((kind, n) -> figures.put(kind.label(), (double) n / turns.size()));
    figures.put("median_micros", nanos[nanos.length / 2] / 1e3);
    figures.put("micros_for_500_characters", sum / 1e3 / units * 500);
    return figures;
  }

  private static void table(
      PrintStream out,
      Map<String, Count> counts,
      Map<PersonalKind, Integer> unlabelled,
      Map<String, Map<String, Object>> shares) {
    out.println("| type | spans | tp | fn | fp | precision | recall | F1 | hidden by any kind |");
    out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    counts.forEach((label, one) -> {
      boolean known = LabelledSpans.COUNTERPARTS.containsKey(label);
      String figures =
          known
              ? String.format(
                  Locale.ROOT,
                  "%d | %d | %d | %.3f | %.3f | %.3f",
                  one.hit,
                  one.gold - one.hit,
                  one.wrong,
                  one.precision(),
                  one.recall(),
                  one.f1())
              : "no counterpart | | | | |";
      double hidden = one.gold == 0 ? 0 : (double) one.hidden / one.gold;
      out.printf(Locale.ROOT, "| %s | %d | %s | %.3f |%n", label, one.gold, figures, hidden);
    });
    out.println();
    out.println("Found of kinds that the file does not label: " + unlabelled);
    shares.forEach((set, figures) -> {
      out.println();
      out.println(set + ", share of turns:");
      figures.forEach((name, value) -> out.println("  " + name + ": " + value));
    });
  }
}
