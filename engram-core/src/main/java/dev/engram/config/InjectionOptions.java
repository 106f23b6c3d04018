package dev.engram.config;

/**
 * What becomes of texts that look like instructions to the model that will read them (spec
 * §10.14.3). A detector sorts them: most are clean, some look somewhat like it, a few surely are.
 *
 * <p>A flagged memory is stored; no facts are sought in it; it closes and strengthens nothing, and
 * answers no recall that does not ask for it, nor goes into a prompt.
 *
 * @param surely what becomes of a text that surely is an injection
 * @param perhaps what becomes of one that looks somewhat like it; honest texts about instructions
 *     do as well, so refusing them loses some
 */
public record InjectionOptions(Action surely, Action perhaps) {
  /** What becomes of a text. */
  public enum Action {
    /** The call fails with {@code E4003}, and nothing of it is stored. */
    REFUSE,
    /**
     * The same where the text is all that the call brings; a turn or a piece among others is
     * flagged, so that no honest text is lost with it.
     */
    REFUSE_ALONE,
    /** It is stored and flagged. */
    FLAG,
    /** It is stored like any other, and goes into prompts, marked as data like all that does. */
    KEEP
  }

  /** What surely is one is refused where it comes alone; what looks like one is flagged. */
  public static InjectionOptions defaults() {
    return new InjectionOptions(Action.REFUSE_ALONE, Action.FLAG);
  }

  /** Nothing is refused: what looks like one in any degree is flagged. */
  public static InjectionOptions flagging() {
    return new InjectionOptions(Action.FLAG, Action.FLAG);
  }

  /** Any text that looks like one fails its call. */
  public static InjectionOptions strict() {
    return new InjectionOptions(Action.REFUSE, Action.REFUSE);
  }

  /** Texts are stored whatever they look like. */
  public static InjectionOptions off() {
    return new InjectionOptions(Action.KEEP, Action.KEEP);
  }
}
