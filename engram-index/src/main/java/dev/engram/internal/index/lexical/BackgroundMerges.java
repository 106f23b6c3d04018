package dev.engram.internal.index.lexical;

import org.apache.lucene.index.ConcurrentMergeScheduler;

/**
 * Merges segments on one thread of its own. The thread that asks for a merge, a search as likely as
 * the writer, neither runs it nor waits for earlier ones, as it would by Lucene's default.
 */
final class BackgroundMerges extends ConcurrentMergeScheduler {
  private static final int MOST_WAITING = 64;

  BackgroundMerges() {
    setMaxMergesAndThreads(MOST_WAITING, 1);
    disableAutoIOThrottle();
  }

  @Override
  protected boolean maybeStall(MergeSource source) {
    return true;
  }
}
