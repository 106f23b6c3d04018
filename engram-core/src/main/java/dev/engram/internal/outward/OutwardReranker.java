package dev.engram.internal.outward;

import dev.engram.spi.EmbeddingModel.Locality;
import dev.engram.spi.Reranker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A host's reranker behind the gate. Question and texts go in one call, in which a value has one
 * placeholder. A text that stays here keeps its place behind the one it stood behind. Thread-safe
 * as the reranker is.
 */
public final class OutwardReranker implements AutoCloseable {
  private static final int FEWEST = 2;

  private final Reranker reranker;
  private final Service service;

  OutwardReranker(Reranker reranker, Service service) {
    this.reranker = reranker;
    this.service = service;
  }

  /** Whether a call would probably succeed now. */
  public boolean available() {
    return reranker.available();
  }

  /**
   * Scores texts.
   *
   * @param texts best first so far
   * @return nothing if the question, or nearly all of the texts, have to stay here; as many scores
   *     as texts, or whatever the reranker answers in their place
   * @throws dev.engram.fault.VaultException {@code E4007} if the question cannot be judged
   */
  public Optional<double[]> score(String question, List<Passage> texts) {
    Locality place = service.place();
    if (place == Locality.IN_PROCESS) {
      return Optional.of(reranker.score(question, texts.stream().map(Passage::text).toList()));
    }
    var all = new ArrayList<Passage>(texts.size() + 1);
    all.add(Passage.of(question));
    all.addAll(texts);
    Redaction redaction = service.numbered(place, new Naming.Numbered(all));
    List<Optional<String>> worded = redaction.pass(all, true);
    List<Optional<String>> candidates = worded.subList(1, worded.size());
    List<String> leaving = candidates.stream().flatMap(Optional::stream).toList();
    boolean sends =
        worded.getFirst().isPresent() && leaving.size() >= Math.min(FEWEST, texts.size());
    service.leaving(sends ? leaving.size() + 1 : 0, redaction.passing());
    if (!sends) {
      return Optional.empty();
    }
    double[] scores = reranker.score(worded.getFirst().get(), leaving);
    return Optional.of(
        scores.length == leaving.size() ? spread(scores, candidates) : scores.clone());
  }

  private static double[] spread(double[] scores, List<Optional<String>> candidates) {
    double[] spread = new double[candidates.size()];
    int next = 0;
    for (int i = 0; i < spread.length; i++) {
      boolean first = next == 0;
      spread[i] =
          candidates.get(i).isPresent() ? scores[next++] : first ? best(scores) : spread[i - 1];
    }
    return spread;
  }

  private static double best(double[] scores) {
    double best = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      best = Math.max(best, score);
    }
    return best;
  }

  @Override
  public void close() {
    reranker.close();
  }
}
