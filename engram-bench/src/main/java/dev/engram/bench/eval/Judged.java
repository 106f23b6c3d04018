package dev.engram.bench.eval;

import dev.engram.bench.embed.CachedEmbedder;
import dev.engram.bench.eval.LabelledSet.Question;
import dev.engram.query.Answerability;
import dev.engram.spi.Embedder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the engine said of whether a question can be answered, and the truth.
 *
 * @param set the name of the set
 * @param conversation the question's own
 * @param truth what the labels say
 * @param known what the engine said
 */
public record Judged(String set, String conversation, Truth truth, Answerability known) {
  /** What the labels say. */
  public enum Truth {
    /** Some text answers the question. */
    ANSWERABLE,
    /** Its conversation speaks of the matter, but not of what is asked. */
    UNANSWERABLE,
    /** It was asked of a conversation that it does not belong to. */
    UNRELATED
  }

  /** Asks every question of a set of its own conversation, and of the one before that. */
  public static List<Judged> of(Path folder, EvalSetup setup, PrintStream progress) {
    LabelledSet set = SetFiles.read(folder);
    var steps = new Progress(progress);
    Optional<CachedEmbedder> model = Models.open(setup, steps::embedded);
    Supplier<Optional<Embedder>> leases = () -> model.map(CachedEmbedder::lease);
    try (var evaluation = new Evaluation(set, setup, false, leases, steps)) {
      Map<String, Answerability> own = evaluation.ingestAndAsk().known();
      Map<String, Answerability> elsewhere = evaluation.askElsewhere();
      var judged = new ArrayList<Judged>();
      for (Question question : set.questions()) {
        Truth truth = question.gold().isEmpty() ? Truth.UNANSWERABLE : Truth.ANSWERABLE;
        Optional.ofNullable(own.get(question.id()))
            .ifPresent(
                known -> judged.add(new Judged(set.name(), question.conversation(), truth, known)));
        Optional.ofNullable(elsewhere.get(question.id()))
            .ifPresent(known ->
                judged.add(
                    new Judged(set.name(), question.conversation(), Truth.UNRELATED, known)));
      }
      return judged;
    } finally {
      model.ifPresent(CachedEmbedder::close);
    }
  }
}
