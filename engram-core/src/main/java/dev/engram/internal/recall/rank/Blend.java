package dev.engram.internal.recall.rank;

import dev.engram.config.RecallOptions;
import dev.engram.config.Signal;
import dev.engram.config.SignalWeights;
import dev.engram.internal.index.fuse.Fused;
import dev.engram.internal.index.fuse.RankedList;
import dev.engram.internal.index.fuse.ReciprocalRankFusion;
import dev.engram.internal.index.fuse.WeightedList;
import dev.engram.internal.projection.ContextProjection;
import dev.engram.internal.projection.MarkProjection;
import dev.engram.internal.recall.signal.Families;
import dev.engram.internal.recall.signal.SignalScores;
import dev.engram.query.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes one ranking of the signals.
 *
 * <p>Convex: each signal is on a scale of its own, every candidate has a score in each, and the
 * weighted sum ranks. Bruch et al., "An Analysis of Fusion Functions for Hybrid Retrieval" (2023),
 * find such sums better than ranks alone, and so does the ablation. {@link FirstLook} judges each
 * candidate by itself, {@link SecondLook} by what the first look says of those around it; the
 * weights are fitted, not chosen, and every summand is shown as a reason.
 */
public final class Blend {
  /** A vector of a many-part text wins by luck a little more often; log of the parts undoes it. */
  private static final double PART_CORRECTION = 0.03;

  /** What words and meaning count for as reciprocal ranks. */
  private static final double WORDS = 1.5;

  private static final double MEANING = 2;

  private final RecallOptions options;
  private final ContextProjection.View context;
  private final MarkProjection.View marks;
  private final QuestionCues cues;

  public Blend(
      RecallOptions options,
      ContextProjection.View context,
      MarkProjection.View marks,
      QuestionCues cues) {
    this.options = options;
    this.context = context;
    this.marks = marks;
    this.cues = cues;
  }

  /**
   * Best first, ties by newer memory.
   *
   * @param lexical best first
   * @param semantic best first, corrected for the number of parts
   * @param families what facts say, if they speak for episodes
   * @param more what further signals say, in any order; they propose candidates as well
   */
  public List<Candidate> candidates(
      SignalScores lexical,
      SignalScores semantic,
      Optional<Families> families,
      Map<Signal, SignalScores> more) {
    var found =
        switch (options.fusion()) {
          case CONVEX -> convex(lexical, semantic, families, more);
          case RECIPROCAL_RANK -> reciprocalRank(lexical, semantic);
        };
    found.sort(
        Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparing(Comparator.comparingInt(Candidate::ordinal).reversed()));
    return found;
  }

  /** The semantic signal corrected for the number of parts. */
  public SignalScores corrected(SignalScores semantic) {
    float[] scores = new float[semantic.scores().length];
    for (int i = 0; i < scores.length; i++) {
      int parts = context.parts(semantic.ordinals()[i]);
      scores[i] = (float) (semantic.scores()[i] - PART_CORRECTION * Math.log(parts));
    }
    return new SignalScores(semantic.ordinals(), scores);
  }

  private List<Candidate> convex(
      SignalScores lexical,
      SignalScores semantic,
      Optional<Families> families,
      Map<Signal, SignalScores> more) {
    int[] ordinals =
        Stream.concat(Stream.of(lexical, semantic), more.values().stream())
            .flatMapToInt(scores -> Arrays.stream(scores.ordinals()))
            .sorted()
            .distinct()
            .toArray();
    var table = new SignalTable(ordinals);
    more.forEach(table::put);
    SignalWeights weights = options.weights();
    new FirstLook(cues, context, marks).fill(table, lexical, semantic, families);
    new SecondLook(cues, context, marks).fill(table, weights);
    var reasons = new Reasons(table, weights);
    double[] scores = reasons.scores();
    var candidates = new ArrayList<Candidate>(ordinals.length);
    for (int row = 0; row < ordinals.length; row++) {
      int of = row;
      candidates.add(new Candidate(ordinals[row], scores[row], () -> reasons.of(of)));
    }
    return candidates;
  }

  private static Candidate candidate(int ordinal, List<Evidence> said) {
    said.sort(Comparator.comparingDouble(Evidence::contribution).reversed());
    double score = said.stream().mapToDouble(Evidence::contribution).sum();
    return new Candidate(ordinal, score, said);
  }

  private List<Candidate> reciprocalRank(SignalScores lexical, SignalScores semantic) {
    var lists =
        List.of(
            new WeightedList(
                new RankedList("lexical", lexical.ordinals(), lexical.scores()), WORDS),
            new WeightedList(
                new RankedList("semantic", semantic.ordinals(), semantic.scores()), MEANING));
    var candidates = new ArrayList<Candidate>();
    for (Fused fused : new ReciprocalRankFusion().fuse(lists)) {
      var said = new ArrayList<Evidence>();
      fused
          .contributions()
          .forEach(part ->
              said.add(
                  new Evidence(
                      part.list(),
                      part.rank(),
                      lists
                          .get(part.list().equals("lexical") ? 0 : 1)
                          .list()
                          .scores()[part.rank() - 1],
                      part.value())));
      candidates.add(candidate(fused.ordinal(), said));
    }
    return candidates;
  }
}
