package dev.engram.house;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles what the docs show. */
final class Snippets {
  /** What a snippet may use without saying where it came from. */
  private static final String IMPORTS =
      """
      import dev.engram.*;
      import dev.engram.archive.*;
      import dev.engram.audit.*;
      import dev.engram.config.*;
      import dev.engram.fault.*;
      import dev.engram.health.*;
      import dev.engram.memory.*;
      import dev.engram.ollama.*;
      import dev.engram.onnx.*;
      import dev.engram.qdrant.*;
      import dev.engram.query.*;
      import dev.engram.scope.*;
      import dev.engram.spi.*;
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      """;

  private static final String FIELDS =
      """
      class Snippet {
        MemoryGraph memory;
        Principal rex;
        MemoryId id;
        MemoryId other;
        char[] secret;
        Path vault;
        Principal ana;
        Principal host;
        Principal hook;
        Turn turn;
        EngramOptions options;
        char[] passphrase;
        char[] passphrase2;
        char[] passphrase3;
        void snippet() throws Exception {
      """;

  private Snippets() {}

  /**
   * Compiles a block into a folder.
   *
   * @return what the compiler complained about; empty when it compiled
   */
  static String compile(CodeBlock block, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var complaints = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                complaints,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                List.of(source(block)))
            .call();
    return compiled ? "" : block + "\n" + complaints;
  }

  private static JavaFileObject source(CodeBlock block) {
    boolean whole = block.isProgram() || block.text().contains("class ");
    String text = whole ? block.text() : wrapped(block.text());
    return new SimpleJavaFileObject(
        URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private static String wrapped(String text) {
    return IMPORTS + imports(text) + FIELDS + body(text) + "\n}}\n";
  }

  private static String imports(String text) {
    return text.lines().filter(Snippets::isImport).collect(Collectors.joining("\n"));
  }

  private static String body(String text) {
    return text.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }

  /** Writes a block where {@code java FILE} can run it. */
  static Path write(CodeBlock block, Path folder) {
    String program =
        block.isProgram()
            ? block.text()
            : IMPORTS
                + imports(block.text())
                + "char[] secret = \"a passphrase for a test\".toCharArray();\n"
                + "void main() throws Exception {\n"
                + body(block.text())
                + "\n}\n";
    try {
      return Files.writeString(folder.resolve("Program.java"), program);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
