package dev.engram.memory;

/** Something to be remembered: what {@code remember} takes. Validated when it is made. */
public sealed interface NewMemory permits Turn, Statement, Routine {
  /** Where and how it is filed. */
  Placement placement();

  /** The words it will be recalled by and shown as. */
  String text();

  /** The kind of memory it becomes. */
  MemoryKind kind();
}
