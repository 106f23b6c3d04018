package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * What a text names and measures (spec §35.3). It tells as much as the text it was read from, and
 * is protected like it. Lists are in order of appearance, without repetition, at most {@link #MOST}
 * each.
 *
 * @param people names of people
 * @param technologies usual names of languages, libraries and products
 * @param paths files and folders
 * @param urls web addresses
 * @param emails mail addresses
 * @param codeLanguage in what the code in it is written, if there is code
 * @param versions version numbers
 * @param quantities numbers with units
 * @param topics what it is about: labels of a fixed taxonomy, the clearest first
 */
public record Metadata(
    List<String> people,
    List<String> technologies,
    List<String> paths,
    List<String> urls,
    List<String> emails,
    Optional<String> codeLanguage,
    List<Version> versions,
    List<Quantity> quantities,
    List<String> topics) {
  /** The most entries of one list. */
  public static final int MOST = 32;

  /** Nothing. */
  public static final Metadata NONE =
      new Metadata(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of());

  public Metadata {
    people = bounded("metadata.people", people);
    technologies = bounded("metadata.technologies", technologies);
    paths = bounded("metadata.paths", paths);
    urls = bounded("metadata.urls", urls);
    emails = bounded("metadata.emails", emails);
    versions = bounded("metadata.versions", versions);
    quantities = bounded("metadata.quantities", quantities);
    topics = bounded("metadata.topics", topics);
  }

  private static <T> List<T> bounded(String field, List<T> values) {
    if (values.size() > MOST) {
      throw InvalidInputException.of(
          field, "has " + values.size() + " entries; the bound is " + MOST);
    }
    return List.copyOf(values);
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** Shows sizes only: what was found is content. */
  @Override
  public String toString() {
    return "Metadata["
        + people.size()
        + " people, "
        + technologies.size()
        + " technologies, "
        + quantities.size()
        + " quantities]";
  }

  /**
   * A version number.
   *
   * @param of what has it, if the text says so
   * @param number the number without a leading {@code v}
   */
  public record Version(Optional<String> of, String number) {
    @Override
    public String toString() {
      return "Version";
    }
  }

  /**
   * A number with its unit.
   *
   * @param value the number
   * @param unit the unit's usual symbol: {@code km}, {@code GB}, {@code EUR}, {@code %}, {@code
   *     hour}
   * @param text as it stands in the text
   */
  public record Quantity(double value, String unit, String text) {
    public Quantity {
      if (!Double.isFinite(value)) {
        throw InvalidInputException.of("metadata.quantity", "must be finite");
      }
    }

    @Override
    public String toString() {
      return "Quantity";
    }
  }
}
