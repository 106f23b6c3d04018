package dev.engram.internal.capture.document;

import java.util.List;

/** Counts the lines that read like a program's. Looks at both ends of a line only. */
final class CodeLook {
  private static final List<String> OPENINGS =
      List.of(
          "import ",
          "package ",
          "def ",
          "class ",
          "return",
          "public ",
          "private ",
          "const ",
          "let ",
          "var ",
          "func ",
          "fn ",
          "fun ",
          "#include",
          "#!",
          "if (",
          "for (",
          "while (",
          "} ",
          "//",
          "/*",
          "* @",
          "@",
          "$ ",
          ">>> ",
          "{",
          "}",
          ")",
          "]",
          "<?",
          "</");

  private int lines;
  private int code;

  void see(Line line) {
    if (!line.blank()) {
      lines++;
      code += isCode(line) ? 1 : 0;
    }
  }

  private static boolean isCode(Line line) {
    char last = line.text().charAt(line.trimmedEnd() - 1);
    return ";{}([\\".indexOf(last) >= 0
        || OPENINGS.stream().anyMatch(opening -> line.text().startsWith(opening, line.first()));
  }

  /** Whether there are two lines or more, and most are a program's. */
  boolean isCode() {
    return lines > 1 && code * 5 >= lines * 3;
  }
}
