package dev.engram.internal.index.hnsw;

/**
 * Which of many candidates a node is linked to: the paper's algorithm 4. Nearest first, one is
 * taken when it is nearer to the node than to every one that was taken, so links point in different
 * directions; then what was passed over fills up ({@code keepPruned}).
 *
 * <p>Not thread-safe: one for each linking thread.
 */
final class Neighbourhood {
  private final NodeStore store;
  private int[] passedOver = new int[64];

  Neighbourhood(NodeStore store) {
    this.store = store;
  }

  /**
   * Chooses.
   *
   * @param candidates {@link ScoredKey}s of nodes by score to the node, best first
   * @param count how many there are
   * @param most how many links there may be
   * @param filled up to how many links those passed over fill
   * @param chosen receives the nodes
   * @return how many were chosen
   */
  int choose(long[] candidates, int count, int most, int filled, int[] chosen) {
    if (passedOver.length < count) {
      passedOver = new int[2 * count];
    }
    int taken = 0;
    int passed = 0;
    for (int i = 0; i < count && taken < most; i++) {
      int candidate = ScoredKey.number(candidates[i]);
      if (diverse(candidate, ScoredKey.score(candidates[i]), chosen, taken)) {
        chosen[taken++] = candidate;
      } else {
        passedOver[passed++] = candidate;
      }
    }
    for (int i = 0; i < passed && taken < filled; i++) {
      chosen[taken++] = passedOver[i];
    }
    return taken;
  }

  private boolean diverse(int candidate, float score, int[] chosen, int taken) {
    CodeView code = store.view(candidate);
    for (int i = 0; i < taken; i++) {
      if (store.score(code, chosen[i]) > score) {
        return false;
      }
    }
    return true;
  }
}
