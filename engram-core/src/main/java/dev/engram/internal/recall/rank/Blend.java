package dev.engram.internal.recall.rank;

import dev.engram.config.RecallOptions;
import dev.engram.internal.index.fuse.Fused;
import dev.engram.internal.index.fuse.RankedList;
import dev.engram.internal.index.fuse.ReciprocalRankFusion;
import dev.engram.internal.index.fuse.WeightedList;
import dev.engram.internal.projection.ContextProjection;
import dev.engram.internal.recall.signal.SignalScores;
import dev.engram.query.Evidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one ranking of the signals.
 *
 * <p>Convex: each signal is on a scale of its own that does not depend on the other candidates (the
 * share of the query's idf mass; the cosine above {@link #COSINE_FLOOR}), every candidate has a
 * score in both, and the weighted sum ranks. Bruch et al., "An Analysis of Fusion Functions for
 * Hybrid Retrieval" (2023), find such sums better than ranks alone, and so does the ablation.
 */
public final class Blend {
  /** Unrelated sentences have about this cosine under sentence embedders of the BERT family. */
  private static final double COSINE_FLOOR = 0.5;

  /** A vector of a many-part text wins by luck a little more often; log of the parts undoes it. */
  private static final double PART_CORRECTION = 0.03;

  /** Content words from which on a memory is not short: "Take care!" is never the best evidence. */
  private static final double SHORT_LENGTH = 15;

  private final RecallOptions options;
  private final ContextProjection.View context;
  private final ExplicitDates dates;

  public Blend(RecallOptions options, ContextProjection.View context, ExplicitDates dates) {
    this.options = options;
    this.context = context;
    this.dates = dates;
  }

  /** Best first, ties by newer memory. */
  public List<Candidate> candidates(SignalScores lexical, SignalScores semantic) {
    var found =
        switch (options.fusion()) {
          case CONVEX -> convex(lexical, semantic);
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

  private List<Candidate> convex(SignalScores lexical, SignalScores semantic) {
    Map<Integer, List<Evidence>> evidence = new HashMap<>();
    note(evidence, "lexical", lexical, score -> options.lexical() * score);
    note(evidence, "semantic", semantic, score -> options.semantic() * (score - COSINE_FLOOR));
    var candidates = new ArrayList<Candidate>(evidence.size());
    evidence.forEach((ordinal, said) -> {
      addDate(ordinal, said);
      addBrevity(ordinal, said);
      candidates.add(candidate(ordinal, said));
    });
    return candidates;
  }

  private void addDate(int ordinal, List<Evidence> said) {
    if (!dates.isEmpty() && options.date() > 0) {
      double fit = dates.fit(LocalDate.ofEpochDay(context.day(ordinal)));
      if (fit > 0) {
        said.add(new Evidence("date", 1, fit, options.date() * fit));
      }
    }
  }

  private void addBrevity(int ordinal, List<Evidence> said) {
    double missing = 1 - context.contentWords(ordinal) / SHORT_LENGTH;
    if (missing > 0 && options.brevity() > 0) {
      said.add(new Evidence("brevity", 1, missing, -options.brevity() * missing));
    }
  }

  private interface Contribution {
    double of(double score);
  }

  private static void note(
      Map<Integer, List<Evidence>> evidence,
      String signal,
      SignalScores ranked,
      Contribution contribution) {
    for (int i = 0; i < ranked.ordinals().length; i++) {
      double score = ranked.scores()[i];
      evidence
          .computeIfAbsent(ranked.ordinals()[i], first -> new ArrayList<>(3))
          .add(new Evidence(signal, i + 1, score, contribution.of(score)));
    }
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
                new RankedList("lexical", lexical.ordinals(), lexical.scores()), options.lexical()),
            new WeightedList(
                new RankedList("semantic", semantic.ordinals(), semantic.scores()),
                options.semantic()));
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
