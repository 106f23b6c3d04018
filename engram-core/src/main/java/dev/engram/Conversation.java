package dev.engram;

import dev.engram.fault.VaultException;
import dev.engram.internal.lifecycle.Reads;
import dev.engram.internal.working.WorkingContext;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.Topic;
import dev.engram.scope.Principal;
import java.util.Optional;

/**
 * A conversation in progress: recall in the light of what is being talked about. "Ok, now let's
 * deploy it" finds little by itself; after ten turns about a project it finds how that project is
 * deployed. While the other side thinks, the engine looks ahead for what may be asked next.
 *
 * <p>Use: {@link #heard} for every turn, whoever said it, and {@link #recall} for every question.
 * What is to be remembered still goes through {@link MemoryGraph#remember}. A conversation sees
 * exactly what its principal sees at the time of each recall.
 *
 * <p>Thread-safe; of bounded size, and kept in memory only. Without an embedder it recalls as
 * {@link MemoryGraph#recall} does. After {@link #close()}, and after the engine was closed, calls
 * fail with {@code E1013}.
 */
public final class Conversation implements AutoCloseable {
  private final WorkingContext context;
  private final Reads reads;
  private final Principal principal;

  Conversation(WorkingContext context, Reads reads, Principal principal) {
    this.context = context;
    this.reads = reads;
    this.principal = principal;
  }

  /**
   * Takes in a turn, whoever said it. Cost: one embedding of its first 2,000 characters, on the
   * embedder's thread; the first turn also reads up to 256 vectors. Blank turns change nothing.
   *
   * @throws VaultException {@code E1013} if the conversation or the engine is closed
   */
  public void heard(String text) {
    reads.heard(principal, () -> context.heard(text));
  }

  /**
   * Answers a question. Its vector leans by up to two fifths towards what is being talked about:
   * the more, the less the question says by itself and the steadier the talk. The trace's stages
   * {@code momentum} and {@code anticipation} tell how much, and whether candidates found ahead
   * were used; these are ranked anew for this question, so that they change what it costs, and
   * hardly what it answers.
   *
   * @throws VaultException {@code E1013} if the conversation or the engine is closed
   */
  public Recall recall(Query query) {
    return reads.recall(query, principal, () -> context.recall(query));
  }

  /** How the last turn stood to those before it; nothing if none was heard or embedded. */
  public Optional<Topic> topic() {
    return context.topic();
  }

  /**
   * Waits until the look ahead that the last turn began has ended; for measurements and tests.
   *
   * @return whether something was found ahead
   */
  public boolean settled() {
    return context.settled();
  }

  /** Forgets what was said and stops looking ahead; idempotent. */
  @Override
  public void close() {
    context.close();
  }
}
