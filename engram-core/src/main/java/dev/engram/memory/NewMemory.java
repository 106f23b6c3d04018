package dev.engram.memory;

/** Something that becomes one memory. Validated when it is made. */
public sealed interface NewMemory extends Material permits Turn, Statement, Routine {
  /** The words it will be recalled by and shown as. */
  String text();

  /** The kind of memory it becomes. */
  MemoryKind kind();
}
