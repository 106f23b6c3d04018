package dev.engram.internal.capture.proposition;

/** What a wording says about an earlier state. */
public sealed interface Change {
  /**
   * Another thing takes the old one's place: "switched from vim to Helix".
   *
   * @param old what was there before, as an object
   */
  record Replaces(String old) implements Change {
    @Override
    public String toString() {
      return "Replaces";
    }
  }

  /**
   * A state is over: "no longer uses vim", "sold the car".
   *
   * @param what what is over, as an object
   */
  record Ends(String what) implements Change {
    @Override
    public String toString() {
      return "Ends";
    }
  }

  /** The state has a new value, and the old one is not named: "has increased to 7". */
  record Updates() implements Change {}
}
