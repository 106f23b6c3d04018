package dev.engram.bench.answerable;

import dev.engram.bench.eval.EvalSetup;
import dev.engram.bench.eval.EvalSetup.Model;
import dev.engram.bench.eval.Judged;
import dev.engram.onnx.OnnxModel;
import dev.engram.query.Answerability.Sign;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures whether the engine tells questions that nothing answers from those that something does:
 * the {@code eval answerable} command. Each basis, with vectors and by words alone, is measured
 * with weights fitted on the other conversations, which is the figure that counts; with such
 * weights but without the signs in the question's form; and with the weights of the library.
 *
 * @param sets the folders of the sets
 * @param fit where weights fitted on everything are written, if they are
 * @param seed of the confidence intervals
 * @param json whether the results are one JSON object instead of tables
 */
public record AnswerableEvalJob(List<Path> sets, Optional<Path> fit, long seed, boolean json) {
  private static final List<Sign> ALL = List.of(Sign.values());
  private static final List<Sign> OF_WORDS =
      ALL.stream().filter(s -> !EnumSet.of(Sign.NEAREST, Sign.DEPTH).contains(s)).toList();

  public AnswerableEvalJob {
    sets = List.copyOf(sets);
  }

  /**
   * Runs.
   *
   * @param out takes the results
   * @param progress takes everything else
   * @throws IllegalArgumentException if a folder holds no set
   */
  public void run(PrintStream out, PrintStream progress) {
    var report = new LinkedHashMap<String, Object>();
    var lines = new ArrayList<String>();
    lines.add(
        "# Weights of answerability: basis, head, sign, weight, mean; thresholds of verdicts.");
    lines.add("# Made by engram eval answerable --fit.");
    lines.add("embedder\t" + OnnxModel.bgeSmall().id());
    basis("meaning", Model.BGE, ALL, report, lines, progress);
    basis("words", Model.NONE, OF_WORDS, report, lines, progress);
    fit.ifPresent(file -> write(file, lines));
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(report));
    } else {
      print(report, out);
    }
  }

  private void basis(
      String name,
      Model model,
      List<Sign> signs,
      Map<String, Object> report,
      List<String> lines,
      PrintStream progress) {
    EvalSetup setup = EvalSetup.defaults().withCapture().withEmbedder(model);
    var judged = new ArrayList<Judged>();
    for (Path set : sets) {
      judged.addAll(Judged.of(set, setup, progress));
    }
    judged.removeIf(one -> one.known().reasons().size() < signs.size());
    Outlook unseen = Outlook.of(judged, signs);
    double nothing = unseen.nothingKnown();
    double known = unseen.known();
    report.put(name + ", held out", unseen.figures(nothing, known, seed));
    List<Sign> formless = signs.stream().filter(sign -> !TwoHeads.FORM.contains(sign)).toList();
    Outlook blind = Outlook.of(judged, formless);
    report.put(
        name + ", held out, no form", blind.figures(blind.nothingKnown(), blind.known(), seed));
    report.put(name + ", shipped", Outlook.shipped(judged).figures(nothing, known, seed));
    lines.addAll(TwoHeads.of(judged, one -> true, signs).lines(name));
    lines.add(String.format(Locale.ROOT, "%s\tverdict\tNOTHING_KNOWN\t%.4f", name, nothing));
    lines.add(String.format(Locale.ROOT, "%s\tverdict\tKNOWN\t%.4f", name, known));
  }

  private static void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write " + file, broken);
    }
  }

  private static void print(Map<String, Object> report, PrintStream out) {
    out.println(
        "| basis, weights | set | questions | number | AUROC [95 %] | nothing known | known |");
    out.println("| --- | --- | --- | --- | --- | --- | --- |");
    report.forEach((basis, sets) ->
        entries(sets)
            .forEach((set, truths) ->
                entries(truths)
                    .forEach((truth, figures) ->
                        row(out, basis + " | " + set + " | " + truth, entries(figures)))));
  }

  private static void row(PrintStream out, String start, Map<?, ?> figures) {
    String area =
        figures.containsKey("auroc")
            ? String.format(
                Locale.ROOT,
                "%.3f [%.3f, %.3f]",
                number(figures, "auroc"),
                number(figures, "auroc_low"),
                number(figures, "auroc_high"))
            : "";
    if (figures.containsKey("known")) {
      out.printf(
          Locale.ROOT,
          "| %s | %.0f | %s | %.3f | %.3f |%n",
          start,
          number(figures, "questions"),
          area,
          number(figures, "nothing_known"),
          number(figures, "known"));
    }
  }

  private static double number(Map<?, ?> figures, String name) {
    return figures.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static Map<?, ?> entries(Object map) {
    return (Map<?, ?>) map;
  }
}
