package dev.engram.cli.material;

import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a text is taken for. */
public enum Form {
  /** A turn a line, each a JSON object. */
  TURNS,
  /** A text with a structure. */
  DOCUMENT,
  /** What a conversation was condensed into. */
  SUMMARY,
  /** What a tool answered. */
  TOOL,
  /** What research found. */
  FINDING;

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a file is taken for unless somebody says otherwise. */
  static Form of(Path file) {
    return extension(file).equals("jsonl") ? TURNS : DOCUMENT;
  }

  /** Whether a file's name says that it is Markdown. */
  static boolean markdown(Path file) {
    return extension(file).equals("md") || extension(file).equals("markdown");
  }

  private static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Reads one. */
  static final class Reading implements ITypeConverter<Form> {
    @Override
    public Form convert(String text) {
      for (Form form : values()) {
        if (form.toString().equals(text.toLowerCase(Locale.ROOT))) {
          return form;
        }
      }
      throw new TypeConversionException("must be turns, document, summary, tool or finding");
    }
  }
}
