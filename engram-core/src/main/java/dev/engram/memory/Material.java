package dev.engram.memory;

/**
 * Anything that {@code remember} takes. What is longer than one memory, or holds several, becomes
 * several episodes that keep the original words; facts found in them are derived from these.
 */
public sealed interface Material
    permits NewMemory, Exchange, Document, ToolResult, Summary, Finding {
  /** Where and how it is filed. */
  Placement placement();
}
