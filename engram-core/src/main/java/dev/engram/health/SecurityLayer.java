package dev.engram.health;

/**
 * One layer of a vault's defences, and what was measured to say so.
 *
 * @param name what it is, in a few words
 * @param state whether it is in force
 * @param asked whether it was asked for: by the options, or because Engram promises it always
 * @param evidence what was measured just now: counts, modes, states; never content, never a path
 */
public record SecurityLayer(String name, State state, boolean asked, String evidence) {
  /** Whether a layer is in force. */
  public enum State {
    /** It is. */
    ON("on"),
    /** It is not. */
    OFF("off"),
    /** There is no such thing on this machine, or for this vault. */
    UNAVAILABLE("not available here");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** The state in words. */
    public String label() {
      return label;
    }
  }

  /** In force or not, as something measured says. */
  public static SecurityLayer of(String name, boolean on, boolean asked, String evidence) {
    return new SecurityLayer(name, on ? State.ON : State.OFF, asked, evidence);
  }

  /** Not to be had here. */
  public static SecurityLayer unavailable(String name, boolean asked, String evidence) {
    return new SecurityLayer(name, State.UNAVAILABLE, asked, evidence);
  }

  /** Whether it was asked for and is not in force. */
  public boolean fails() {
    return asked && state != State.ON;
  }
}
