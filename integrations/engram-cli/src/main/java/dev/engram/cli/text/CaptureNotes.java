package dev.engram.cli.text;

import dev.engram.cli.host.Host;
import dev.engram.memory.CaptureNote;
import java.util.Set;

/** Says on standard error what somebody should know of how things were captured. */
public final class CaptureNotes {
  private CaptureNotes() {}

  /** Says all of them, a line each. */
  public static void print(Host host, Set<CaptureNote> notes) {
    notes.stream().sorted().forEach(note -> host.err().println("note: " + says(note)));
    host.err().flush();
  }

  private static String says(CaptureNote note) {
    return switch (note) {
      case MODEL_UNAVAILABLE ->
          "the language model could not be asked; facts were sought without it";
      case MODEL_UNUSABLE ->
          "the language model's answer was of no use; facts were sought without it";
      case SECRETS_REDACTED -> "secrets were found and replaced before anything was stored";
      case NOT_READ -> "some text could not be read; its words are kept";
      case SEALED -> "personal data was found, or asked to be kept so: it is sealed";
      case FLAGGED ->
          "something looks like instructions to a model: it is kept, and answers only where recall"
              + " is told --flagged";
      case OUTWARD_WITHHELD -> "its words must not leave this process; a model was not asked";
      case BOUND_REACHED -> "there was more to find than is looked for; the words are kept";
    };
  }
}
