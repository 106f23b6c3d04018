package dev.engram.internal.vault;

/** What is to be done when it is known what became of a command; on the writer's thread. */
public interface Aftermath {
  /** It is durable. */
  void committed();

  /** Nothing of it was kept. */
  void undone();
}
