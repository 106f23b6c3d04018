package dev.engram.memory;

/** What a caller should know of how something was captured. */
public enum CaptureNote {
  /** The language model could not be asked; facts were found without it. */
  MODEL_UNAVAILABLE,
  /** The language model's answer could not be used; facts were found without it. */
  MODEL_UNUSABLE,
  /** Secrets were found, and replaced before anything was stored. */
  SECRETS_REDACTED,
  /** The text is in no language that facts are found in; its words are kept. */
  NO_FACTS_SOUGHT,
  /** Reading the text failed; its words are kept. */
  NOT_READ,
  /** There was more to find than one call looks at; the words are kept. */
  BOUND_REACHED
}
