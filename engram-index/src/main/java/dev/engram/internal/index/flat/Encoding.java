package dev.engram.internal.index.flat;

/** How a flat index keeps its vectors. */
public enum Encoding {
  /** Four bytes a component, exact: the reference. */
  FLOAT32,
  /** One byte a component and one scale a vector; scores are within about one percent. */
  INT8
}
