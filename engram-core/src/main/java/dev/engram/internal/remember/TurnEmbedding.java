package dev.engram.internal.remember;

import dev.engram.internal.outward.Passage;
import dev.engram.internal.projection.TextShape;
import dev.engram.internal.vault.SessionReads.Said;
import dev.engram.memory.SecurityTier;
import dev.engram.spi.Directions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Embeds what was said, in its context.
 *
 * <p>A short turn means little without the one before it. So where both are short, the turn is
 * embedded alone and together with the turn before, and the two directions are summed: the cosine
 * with the sum's direction is, up to a factor near one, the mean of both cosines, at the price of
 * one vector. Long turns, and what is no turn, stand for themselves; what exceeds the model's limit
 * has a vector for each part.
 */
final class TurnEmbedding {
  /** Content words up to which a turn counts as short, as in the lexical signal. */
  private static final int SHORT = 50;

  private final Function<List<Passage>, Optional<List<float[][]>>> documents;

  /**
   * By a model.
   *
   * @param documents embeds texts, shapes {@code [texts][parts][dimension]}, without any part for
   *     texts that must not leave; nothing when it is down
   */
  TurnEmbedding(Function<List<Passage>, Optional<List<float[][]>>> documents) {
    this.documents = documents;
  }

  /**
   * One text to embed.
   *
   * @param own who said what
   * @param before what was said just before in the same session, if anything
   * @param tier how it is protected
   */
  record InContext(Said own, Optional<Said> before, SecurityTier tier) {
    private Passage alone() {
      return new Passage(line(own), tier, named(own).map(Set::of).orElse(Set.of()));
    }

    private Optional<Passage> together() {
      return before
          .filter(previous -> isShort(previous) && isShort(own))
          .map(previous -> {
            var names = new HashSet<String>();
            named(previous).ifPresent(names::add);
            named(own).ifPresent(names::add);
            return new Passage(line(previous) + "\n" + line(own), tier, names);
          });
    }

    private static boolean isShort(Said said) {
      return TextShape.of(said.text()).contentWords() <= SHORT;
    }

    /** A proper name helps to tell who is meant; a role such as "user" only adds noise. */
    private static Optional<String> named(Said said) {
      return said.speaker().filter(speaker -> Character.isUpperCase(speaker.codePointAt(0)));
    }

    private static String line(Said said) {
      return named(said).map(speaker -> speaker + ": " + said.text()).orElse(said.text());
    }
  }

  /**
   * The vectors of each text, in order, none for one that must not leave; or nothing when no
   * embedder answers.
   *
   * @return shapes {@code [texts][parts][dimension]}
   */
  Optional<List<float[][]>> embed(List<InContext> texts) {
    var lines = new ArrayList<Passage>(2 * texts.size());
    texts.forEach(text -> lines.add(text.alone()));
    var together = texts.stream().map(InContext::together).toList();
    together.forEach(context -> context.ifPresent(lines::add));
    return documents.apply(lines).map(vectors -> combined(vectors, together));
  }

  private static List<float[][]> combined(
      List<float[][]> vectors, List<Optional<Passage>> together) {
    var combined = new ArrayList<float[][]>(together.size());
    int context = together.size();
    for (int i = 0; i < together.size(); i++) {
      float[][] alone = vectors.get(i);
      if (together.get(i).isPresent()) {
        float[][] both = vectors.get(context++);
        combined.add(
            alone.length == 1 && both.length == 1
                ? new float[][] {sumOfDirections(alone[0], both[0])}
                : alone);
      } else {
        combined.add(alone);
      }
    }
    return combined;
  }

  private static float[] sumOfDirections(float[] one, float[] other) {
    float[] first = one.clone();
    float[] second = other.clone();
    if (!Directions.normalise(first) || !Directions.normalise(second)) {
      return one;
    }
    float[] sum = new float[first.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = first[i] + second[i];
    }
    return Directions.normalise(sum) ? sum : one;
  }
}
