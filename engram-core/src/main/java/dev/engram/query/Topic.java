package dev.engram.query;

/** How a turn of a conversation stands to the turns before it. */
public enum Topic {
  /** It is about the same. */
  CONTINUATION,
  /** It moves away, or says too little to tell. */
  DRIFT,
  /** It is about something else; so is the first turn. */
  SWITCH
}
