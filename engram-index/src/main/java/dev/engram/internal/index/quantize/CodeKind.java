package dev.engram.internal.index.quantize;

/** The kinds of code, from the longest to the shortest. */
public enum CodeKind {
  /** Four bytes a component: the vector itself. */
  FLOAT32,
  /** A byte a component and one scale a vector. */
  INT8,
  /** Half a byte a component and an interval fitted to each vector. */
  INT4,
  /** A bit a component and an interval fitted to each vector. */
  BIT1,
  /** A byte for each stretch of about eight components. */
  PRODUCT
}
