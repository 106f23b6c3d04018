package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.List;
import java.util.Locale;

/**
 * What a memory is about (spec §18, problem 2). The canonical categories are constants; hosts may
 * add their own, which must not look like one of these.
 *
 * @param label lower-case letters, digits and underscores, 1 to 64 characters
 */
public record Category(String label) {
  public static final Category GENERAL = new Category("general");
  public static final Category PREFERENCE = new Category("preference");
  public static final Category INSTRUCTION = new Category("instruction");
  public static final Category CONTEXT = new Category("context");
  public static final Category FACT = new Category("fact");
  public static final Category PROJECT = new Category("project");
  public static final Category PERSON = new Category("person");
  public static final Category TECHNICAL = new Category("technical");
  public static final Category PROCEDURE = new Category("procedure");

  /** The canonical categories. */
  public static final List<Category> CANONICAL =
      List.of(
          GENERAL, PREFERENCE, INSTRUCTION, CONTEXT, FACT, PROJECT, PERSON, TECHNICAL, PROCEDURE);

  public Category {
    if (!label.matches("[a-z0-9_]{1,64}")) {
      throw InvalidInputException.of(
          "memory.category",
          "must match [a-z0-9_]{1,64}, got " + label.length() + " characters that do not");
    }
  }

  /** Reads a label, folding case; {@code user_preference}, an older name, reads as preference. */
  public static Category parse(String label) {
    String folded = label.strip().toLowerCase(Locale.ROOT);
    return folded.equals("user_preference") ? PREFERENCE : new Category(folded);
  }

  /** Whether this is none of the canonical categories. */
  public boolean custom() {
    return !CANONICAL.contains(this);
  }

  @Override
  public String toString() {
    return label;
  }
}
