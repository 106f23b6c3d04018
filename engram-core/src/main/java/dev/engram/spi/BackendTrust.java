package dev.engram.spi;

/** How far the host trusts an outside store with vectors (spec §10.24.5). */
public enum BackendTrust {
  /** It receives vectors at full precision; what is done with it is audited. */
  VERIFIED,
  /**
   * It receives vectors and questions coarsened to 8 bits a component, at most 100 searches a
   * minute unless options say otherwise, and is audited.
   */
  UNTRUSTED
}
