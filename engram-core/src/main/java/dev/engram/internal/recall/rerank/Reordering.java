package dev.engram.internal.recall.rerank;

import dev.engram.internal.outward.Passage;
import dev.engram.internal.recall.rank.Hydrated;
import dev.engram.internal.seal.VectorGuard;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.ReaderPool;
import dev.engram.memory.Memory;
import dev.engram.query.Degradation;
import dev.engram.query.Reranking;
import dev.engram.spi.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Puts the best of a ranking into another order (spec §35.1), by the strategy asked for. Where that
 * cannot be had, the order stays, and the answer says so. Thread-safe.
 */
public final class Reordering {
  private final ReaderPool readers;
  private final Supplier<Optional<EmbeddingModel>> model;
  private final VectorGuard guard;
  private final RerankDesk desk;

  /**
   * Over a vault.
   *
   * @param model whose vectors tell what is alike, if there is an embedder
   * @param guard turns vectors of confidential memories back
   */
  public Reordering(
      ReaderPool readers,
      Supplier<Optional<EmbeddingModel>> model,
      VectorGuard guard,
      RerankDesk desk) {
    this.readers = readers;
    this.model = model;
    this.guard = guard;
    this.desk = desk;
  }

  /**
   * An order.
   *
   * @param found best first: the same memories
   * @param degradations why it may be less than was asked for
   */
  public record Ordered(List<Hydrated> found, Set<Degradation> degradations) {}

  /**
   * Orders anew.
   *
   * @param question what is asked
   * @param found best first
   */
  public Ordered order(String question, Reranking how, List<Hydrated> found) {
    List<Hydrated> head = found.subList(0, Math.min(how.depth(), found.size()));
    if (head.size() < 2) {
      return new Ordered(found, Set.of());
    }
    return switch (how.strategy()) {
      case NONE -> new Ordered(found, Set.of());
      case RECIPROCAL_RANK -> byScore(found, head, ReciprocalRanks.scores(head), "rrf");
      case MMR -> diverse(found, head, fused(head), how);
      case RECIPROCAL_RANK_THEN_MMR -> diverse(found, head, ReciprocalRanks.scores(head), how);
      case CROSS_ENCODER -> crossEncoded(question, how, found, head);
    };
  }

  private static double[] fused(List<Hydrated> head) {
    return head.stream().mapToDouble(one -> one.candidate().score()).toArray();
  }

  private static Ordered byScore(
      List<Hydrated> found, List<Hydrated> head, double[] scores, String strategy) {
    int[] order = Reorder.byScore(head, scores);
    return new Ordered(Reorder.apply(found, order, scores, strategy), Set.of());
  }

  private Ordered diverse(
      List<Hydrated> found, List<Hydrated> head, double[] scores, Reranking how) {
    var placed = new MarginalRelevance(how.lambda()).place(scores, vectors(head));
    Set<Degradation> without = model.get().isEmpty() ? Set.of(Degradation.NO_EMBEDDER) : Set.of();
    return new Ordered(Reorder.apply(found, placed.order(), placed.scores(), "mmr"), without);
  }

  private List<Optional<float[][]>> vectors(List<Hydrated> head) {
    Optional<EmbeddingModel> now = model.get();
    if (now.isEmpty()) {
      return head.stream().map(one -> Optional.<float[][]>empty()).toList();
    }
    EmbeddingModel space = now.get();
    return readers.read(reads -> {
      var vectors = new ArrayList<Optional<float[][]>>(head.size());
      for (Hydrated one : head) {
        vectors.add(
            EmbeddingTable.get(reads, one.row().ordinal(), space.id(), space.dimension())
                .map(kept -> guard.bare(one.memory().traits().tier(), kept)));
      }
      return vectors;
    });
  }

  private static Passage passage(Hydrated one) {
    Memory memory = one.memory();
    Set<String> names =
        memory instanceof Memory.Episode episode
            ? episode.speaker().map(Set::of).orElse(Set.of())
            : Set.of();
    return new Passage(memory.text(), memory.traits().tier(), names);
  }

  private Ordered crossEncoded(
      String question, Reranking how, List<Hydrated> found, List<Hydrated> head) {
    List<Passage> texts = head.stream().map(Reordering::passage).toList();
    return switch (desk.score(question, texts, how.timeout())) {
      case RerankDesk.Answer.Scores scores ->
          byScore(found, head, scores.values(), "cross-encoder");
      case RerankDesk.Answer.Unavailable away ->
          new Ordered(found, Set.of(Degradation.RERANKER_UNAVAILABLE));
      case RerankDesk.Answer.Withheld stays ->
          new Ordered(found, Set.of(Degradation.OUTWARD_WITHHELD));
      case RerankDesk.Answer.Failed failed ->
          new Ordered(found, Set.of(Degradation.RERANKER_FAILED));
    };
  }
}
