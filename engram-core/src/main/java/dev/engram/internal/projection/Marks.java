package dev.engram.internal.projection;

import dev.engram.internal.vault.Attached;
import dev.engram.memory.Category;
import dev.engram.memory.Memory;
import dev.engram.memory.Traits;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What ranking asks of a memory besides words, vector and place, in 64 bits: a hash of the first
 * name of who said it, how much it matters, and some yes-or-no answers.
 *
 * @param bits {@code int speaker, byte importance, then one bit for each} {@link Mark}
 */
public record Marks(long bits) {
  /** Nothing is known. */
  public static final Marks NONE = new Marks(0);

  private static final int SPEAKER_SHIFT = 32;
  private static final int IMPORTANCE_SHIFT = 24;
  private static final double IMPORTANCE_STEPS = 255;

  /** Numbers as digits or, in English, in words. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\d|\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|twice|once"
              + "|couple)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PREFERS =
      Pattern.compile(
          "\\b(?:prefer|favou?rite|rather than|instead of|always\\b|never\\b)",
          Pattern.CASE_INSENSITIVE);

  /** One answer. */
  public enum Mark {
    /** Said by the user, by role and not by name. */
    USER(0),
    /** Said by an assistant. */
    ASSISTANT(1),
    /** Its text says when something happens. */
    TIME(2),
    /** Its text holds a number. */
    NUMBER(3),
    /** It is a preference. */
    PREFERENCE(4),
    /** It is an instruction. */
    INSTRUCTION(5),
    /** Its words tell of a preference, whatever it is filed as, and no assistant said them. */
    PREFERS(6);

    /** Its place is part of the saved image. */
    private final int place;

    Mark(int place) {
      this.place = place;
    }

    private long bit() {
      return 1L << place;
    }
  }

  /** The marks of a memory. Cost: linear in its text. */
  static Marks of(Memory memory, Attached attached) {
    Traits traits = memory.traits();
    Optional<String> speaker =
        memory instanceof Memory.Episode episode ? episode.speaker() : Optional.empty();
    boolean assistant = speaker.filter("assistant"::equals).isPresent();
    long bits = bit(Mark.USER, speaker.filter("user"::equals).isPresent());
    bits |= bit(Mark.ASSISTANT, assistant);
    bits |= bit(Mark.TIME, !attached.times().isEmpty());
    bits |= bit(Mark.NUMBER, NUMBER.matcher(traits.text()).find());
    bits |= bit(Mark.PREFERENCE, traits.category().equals(Category.PREFERENCE));
    bits |= bit(Mark.INSTRUCTION, traits.category().equals(Category.INSTRUCTION));
    bits |= bit(Mark.PREFERS, !assistant && PREFERS.matcher(traits.text()).find());
    bits |= Math.round(traits.importance() * IMPORTANCE_STEPS) << IMPORTANCE_SHIFT;
    int name = speaker.filter(Marks::named).map(Marks::firstName).orElse(0);
    return new Marks(bits | (long) name << SPEAKER_SHIFT);
  }

  private static long bit(Mark mark, boolean set) {
    return set ? mark.bit() : 0;
  }

  /** Roles such as "user" are no names. */
  private static boolean named(String speaker) {
    return !speaker.isBlank() && Character.isUpperCase(speaker.codePointAt(0));
  }

  private static int firstName(String speaker) {
    int end = 0;
    while (end < speaker.length() && Character.isLetterOrDigit(speaker.charAt(end))) {
      end++;
    }
    return name(speaker.substring(0, end));
  }

  /** The hash of a name, which is never zero. */
  public static int name(String name) {
    int hash = name.toLowerCase(Locale.ROOT).hashCode();
    return hash == 0 ? 1 : hash;
  }

  /** The hash of the first name of who said it, or 0. */
  public int speaker() {
    return (int) (bits >>> SPEAKER_SHIFT);
  }

  /** 0 to 1. */
  public double importance() {
    return (bits >>> IMPORTANCE_SHIFT & 0xFF) / IMPORTANCE_STEPS;
  }

  /** Whether the answer is yes. */
  public boolean has(Mark mark) {
    return (bits & mark.bit()) != 0;
  }
}
