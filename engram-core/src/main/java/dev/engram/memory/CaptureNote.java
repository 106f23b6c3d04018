package dev.engram.memory;

/** What a caller should know of how something was captured. */
public enum CaptureNote {
  /** The language model could not be asked; facts were found without it. */
  MODEL_UNAVAILABLE,
  /** The language model's answer could not be used; facts were found without it. */
  MODEL_UNUSABLE,
  /** Secrets were found, and replaced before anything was stored. */
  SECRETS_REDACTED,
  /** Reading the text failed; its words are kept. */
  NOT_READ,
  /** Personal data was found, or a tier was asked for: it is sealed under a key of its own. */
  SEALED,
  /** Its words must not leave the process: a model that runs elsewhere was not asked. */
  OUTWARD_WITHHELD,
  /**
   * It looks like instructions to a model: it is kept, nothing was sought in it, and it answers
   * only where that is asked for.
   */
  FLAGGED,
  /** There was more to find than one call looks at; the words are kept. */
  BOUND_REACHED
}
