package dev.engram.internal.recall;

import java.util.Locale;
import java.util.Optional;

/**
 * What a conversation adds to a question once the question is embedded: a vector that leans towards
 * what is being talked about, and candidates that were found ahead. Words, filter and budget of the
 * question stay as they are. Called once a recall, on the caller's thread.
 */
@FunctionalInterface
public interface QueryShift {
  /** Nothing: the question stands for itself. */
  QueryShift NONE = question -> new Shifted(question, 0, Optional.empty(), "", false);

  /**
   * What is searched in place of the question's own vector.
   *
   * @param question of the question, shape {@code [dimension]}; not to be changed
   */
  Shifted of(float[] question);

  /**
   * A question's vector as it is searched.
   *
   * @param vector shape {@code [dimension]}
   * @param weight the share of the conversation in it, 0 to 0.4
   * @param foresight candidates found ahead that are near enough to this question, if any
   * @param miss why there are none: one word for the trace
   * @param inConversation whether there is a conversation at all
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Shifted(
      float[] vector,
      double weight,
      Optional<Foresight> foresight,
      String miss,
      boolean inConversation) {
    /** The weight, for the trace. */
    String detail() {
      return String.format(Locale.ROOT, "%.2f of the vector", weight);
    }

    /** Why nothing found ahead was used, for the trace. */
    @Override
    public String miss() {
      return foresight.isPresent() ? "outdated" : miss;
    }
  }
}
