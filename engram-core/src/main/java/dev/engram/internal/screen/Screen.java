package dev.engram.internal.screen;

/**
 * A stage that every text passes before it is stored, embedded or sent to a model. Thread-safe.
 *
 * <p>It fails closed: if it cannot judge a text, it throws, and the caller must write nothing.
 */
public interface Screen {
  /**
   * What of a text may go on.
   *
   * <p>Cost: linear in the text.
   *
   * @throws dev.engram.fault.VaultException {@code E4007} if a detector failed; the text must then
   *     be neither stored nor sent
   */
  Screened screen(String text);
}
