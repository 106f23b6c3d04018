package dev.engram.bench.injection;

import dev.engram.bench.eval.LabelledSet.Text;
import dev.engram.bench.eval.SetFiles;
import dev.engram.internal.screen.injection.InjectionDetector;
import dev.engram.internal.screen.injection.InjectionModel;
import dev.engram.internal.screen.injection.InjectionReport;
import dev.engram.internal.screen.injection.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the detector of injections on labelled texts, and on the turns of memory sets, all of
 * which count as honest: the {@code eval injection} command. With a file to train into, it first
 * fits the model on the texts and on every third turn, and also measures by cross-validation, which
 * is what a text that nobody trained on meets.
 *
 * @param file labelled texts, a JSON object a line
 * @param sets folders of memory sets
 * @param train where to write the fitted model
 * @param json whether the result is one JSON object
 */
public record InjectionEvalJob(Path file, List<Path> sets, Optional<Path> train, boolean json) {
  private static final String KEPT = ", as memories are kept";
  private static final double ALLOWED = 0.029;

  /** Log odds of the score from which texts of every day are flagged. */
  private static final double EVERYDAY = -0.7;

  private static final Pattern SENTENCE_ENDS = Pattern.compile("(?<=[.!?])\\s+");
  private static final double MARGIN = 1;
  private static final int TURN_STEP = 3;
  private static final int SENTENCE_STEP = 4;
  private static final int LONG = 500;

  public InjectionEvalJob {
    sets = List.copyOf(sets);
  }

  /**
   * Runs.
   *
   * @param out takes the result
   * @throws IllegalArgumentException if the file or a folder holds no such set
   */
  public void run(PrintStream out) {
    List<LabelledText> texts = LabelledText.read(file);
    var turns = new LinkedHashMap<String, List<String>>();
    for (Path set : sets) {
      turns.put(set.getFileName().toString(), turns(set));
    }
    var report = new LinkedHashMap<String, Object>();
    InjectionModel model =
        train.isPresent() ? trained(texts, turns, report) : InjectionModel.standard();
    var detector = new InjectionDetector(model);
    Verdict[] verdicts = new Verdict[texts.size()];
    Verdict[] everyday = new Verdict[texts.size()];
    for (int i = 0; i < verdicts.length; i++) {
      InjectionReport found = detector.assess(texts.get(i).text());
      verdicts[i] = found.verdict();
      everyday[i] = found.everyday();
    }
    report.put("texts", figures(texts, verdicts));
    report.put("texts" + KEPT, figures(texts, everyday));
    turns.forEach((name, all) -> report.put("turns of " + name, honest(detector, all)));
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(report));
    } else {
      report.forEach((name, figures) -> out.println(name + ": " + figures));
    }
  }

  private static List<String> turns(Path set) {
    return SetFiles.read(set).conversations().stream()
        .flatMap(conversation -> conversation.texts().stream())
        .map(Text::words)
        .toList();
  }

  private InjectionModel trained(
      List<LabelledText> texts, Map<String, List<String>> turns, Map<String, Object> report) {
    var seen = new ArrayList<LabelledText>();
    for (List<String> all : turns.values()) {
      for (int i = 0; i < all.size(); i += TURN_STEP) {
        seen.add(LabelledText.of(all.get(i), false));
      }
    }
    seen.addAll(sentences(turns));
    int[] alone = new int[texts.size()];
    Arrays.setAll(alone, i -> i);
    measured("cross-validated", texts, InjectionFit.crossValidated(texts, alone, seen), report);
    int[] groups = LabelledText.groups(texts);
    double[] odds = InjectionFit.crossValidated(texts, groups, seen);
    double[] thresholds =
        measured("cross-validated, shared wording kept together", texts, odds, report);
    report.put("thresholds", Map.of("flagged", thresholds[0], "rejected", thresholds[1]));
    InjectionModel model = InjectionFit.of(texts, seen).model(thresholds[0], thresholds[1]);
    try (OutputStream to = Files.newOutputStream(train.orElseThrow())) {
      model.write(to);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + train.orElseThrow(), e);
    }
    return model;
  }

  /**
   * Some sentences of those turns, each as a text of its own: without them a short text is an
   * attack by a word or two.
   */
  private static List<LabelledText> sentences(Map<String, List<String>> turns) {
    var sentences = new ArrayList<LabelledText>();
    int next = 0;
    for (List<String> all : turns.values()) {
      for (int i = 0; i < all.size(); i += TURN_STEP) {
        for (String sentence : SENTENCE_ENDS.splitAsStream(all.get(i)).toList()) {
          if (sentence.strip().split("\\s+").length > 2 && next++ % SENTENCE_STEP == 0) {
            sentences.add(LabelledText.of(sentence, false));
          }
        }
      }
    }
    return sentences;
  }

  /** Puts the thresholds where they belong, and reports what they give. */
  private static double[] measured(
      String name, List<LabelledText> texts, double[] odds, Map<String, Object> report) {
    double[] honest = honestOdds(texts, odds);
    double flagged = honest[Math.max(0, (int) Math.ceil((1 - ALLOWED) * honest.length) - 1)] + 1e-6;
    double rejected = Math.max(flagged, honest[honest.length - 1] + MARGIN);
    report.put(name, figures(texts, verdicts(odds, flagged, rejected)));
    double kept = Math.min(rejected, Math.max(flagged, EVERYDAY));
    report.put(name + KEPT, figures(texts, verdicts(odds, kept, rejected)));
    return new double[] {flagged, rejected};
  }

  private static Verdict[] verdicts(double[] odds, double flagged, double rejected) {
    Verdict[] verdicts = new Verdict[odds.length];
    for (int i = 0; i < odds.length; i++) {
      verdicts[i] =
          odds[i] < flagged
              ? Verdict.CLEAN
              : odds[i] < rejected ? Verdict.FLAGGED : Verdict.REJECTED;
    }
    return verdicts;
  }

  private static double[] honestOdds(List<LabelledText> texts, double[] odds) {
    double[] honest = new double[odds.length];
    int count = 0;
    for (int i = 0; i < odds.length; i++) {
      if (!texts.get(i).attack()) {
        honest[count++] = odds[i];
      }
    }
    honest = Arrays.copyOf(honest, count);
    Arrays.sort(honest);
    return honest;
  }

  private static Map<String, Object> figures(List<LabelledText> texts, Verdict[] verdicts) {
    var attacks = new EnumMap<Verdict, Integer>(Verdict.class);
    var honest = new EnumMap<Verdict, Integer>(Verdict.class);
    for (int i = 0; i < verdicts.length; i++) {
      (texts.get(i).attack() ? attacks : honest).merge(verdicts[i], 1, Integer::sum);
    }
    int positive = attacks.values().stream().mapToInt(Integer::intValue).sum();
    int negative = verdicts.length - positive;
    int hit = positive - attacks.getOrDefault(Verdict.CLEAN, 0);
    int wrong = negative - honest.getOrDefault(Verdict.CLEAN, 0);
    int stopped = attacks.getOrDefault(Verdict.REJECTED, 0);
    double precision = hit + wrong == 0 ? 0 : (double) hit / (hit + wrong);
    double recall = positive == 0 ? 0 : (double) hit / positive;
    var figures = new LinkedHashMap<String, Object>();
    figures.put("attacks", positive);
    figures.put("honest", negative);
    figures.put("recall", recall);
    figures.put("precision", precision);
    figures.put("f1", precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall));
    figures.put("false_positives", negative == 0 ? 0 : (double) wrong / negative);
    figures.put("attacks_rejected", positive == 0 ? 0 : (double) stopped / positive);
    figures.put("honest_rejected", honest.getOrDefault(Verdict.REJECTED, 0));
    return figures;
  }

  /** Turns that training did not see, where it saw some. */
  private Map<String, Object> honest(InjectionDetector detector, List<String> turns) {
    int unseen = 0;
    int flagged = 0;
    int rejected = 0;
    int kept = 0;
    var nanos = new ArrayList<Long>();
    for (int i = 0; i < turns.size(); i++) {
      if (i % TURN_STEP == 0) {
        detector.assess(turns.get(i));
        continue;
      }
      InjectionReport report = detector.assess(turns.get(i));
      unseen++;
      flagged += report.verdict() == Verdict.FLAGGED ? 1 : 0;
      rejected += report.verdict() == Verdict.REJECTED ? 1 : 0;
      kept += report.everyday() == Verdict.CLEAN ? 0 : 1;
      if (turns.get(i).length() >= LONG) {
        String clipped = turns.get(i).substring(0, LONG);
        long start = System.nanoTime();
        detector.assess(clipped);
        nanos.add(System.nanoTime() - start);
      }
    }
    nanos.sort(null);
    var figures = new LinkedHashMap<String, Object>();
    figures.put("turns", unseen);
    figures.put("flagged_share", (double) flagged / Math.max(1, unseen));
    figures.put("kept_back_share", (double) kept / Math.max(1, unseen));
    figures.put("rejected_share", (double) rejected / Math.max(1, unseen));
    if (!nanos.isEmpty()) {
      figures.put(
          "micros_for_500_characters",
          Double.parseDouble(
              String.format(Locale.ROOT, "%.1f", nanos.get(nanos.size() / 2) / 1e3)));
    }
    return figures;
  }
}
