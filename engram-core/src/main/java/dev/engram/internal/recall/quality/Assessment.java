package dev.engram.internal.recall.quality;

import dev.engram.query.Answerability;
import dev.engram.query.Answerability.Basis;
import dev.engram.query.Answerability.Sign;
import dev.engram.query.Answerability.Verdict;
import dev.engram.query.Degradation;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether what is remembered can answer a question (spec §38.2), from what recall has found
 * already. It knows its limits: outside of what its weights were fitted for, the verdict is {@link
 * Verdict#UNCERTAIN}. Immutable, thread-safe. Cost: some tens of microseconds.
 */
public final class Assessment {
  /** With these there are weights for what is left. */
  private static final Set<Degradation> ALLOWED_FOR =
      EnumSet.of(Degradation.NO_EMBEDDER, Degradation.EMBEDDER_UNAVAILABLE);

  /**
   * From how many memories on a thing can be seen to be mentioned rather than talked about; all
   * that the weights were fitted on was larger.
   */
  private static final int ENOUGH = 100;

  private final AnswerModel.Fitted model = AnswerModel.standard();

  /**
   * Assesses one question.
   *
   * @param question its text
   * @param found what the signals found
   * @param embedder the model that made the vectors, if there are any
   * @param degradations what was amiss
   */
  public Answerability of(
      String question, Findings found, Optional<String> embedder, Set<Degradation> degradations) {
    boolean complete = ALLOWED_FOR.containsAll(degradations) && !found.matches().terms().isEmpty();
    if (found.visible() == 0 && !degradations.contains(Degradation.INDEX_REBUILDING)) {
      return Answerability.nothingVisible();
    }
    QuestionForm form = QuestionForm.of(question);
    boolean meant = found.nearest().isPresent();
    boolean fitted = !meant || embedder.equals(Optional.of(model.embedder()));
    AnswerModel used = meant && fitted ? model.meaning() : model.words();
    Map<Sign, Double> signs = Signs.of(form, found);
    if (used.equals(model.words())) {
      signs.remove(Sign.NEAREST);
      signs.remove(Sign.DEPTH);
    }
    boolean enough = found.visible() >= ENOUGH;
    if (!enough) {
      signs.remove(Sign.DEPTH);
    }
    double probability = enough ? used.probability(signs) : used.topicProbability(signs);
    if (!complete || !fitted || !form.latin()) {
      return new Answerability(
          probability, Verdict.UNCERTAIN, Basis.NOT_CALIBRATED, used.reasons(signs));
    }
    if (!enough) {
      boolean nothing = used.verdict(probability) == Verdict.NOTHING_KNOWN;
      return new Answerability(
          probability,
          nothing ? Verdict.NOTHING_KNOWN : Verdict.UNCERTAIN,
          Basis.TOPIC_ALONE,
          used.reasons(signs));
    }
    return new Answerability(
        probability,
        used.verdict(probability),
        meant ? Basis.WORDS_AND_MEANING : Basis.WORDS,
        used.reasons(signs));
  }
}
