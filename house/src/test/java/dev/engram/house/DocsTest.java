package dev.engram.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
  private static final Pattern COMMAND = Pattern.compile("\\./engram +([a-z][a-z-]*)");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z-]*");
  private static final Pattern INTERNAL =
      Pattern.compile("\\b(internal(?:\\.[a-z0-9]+)+(?:\\.[A-Z]\\w*)?)");
  private static final String UNMEASURED = "TODO-MEASURE";

  @TempDir Path folder;

  static List<CodeBlock> javaBlocks() {
    return CodeBlock.of("java");
  }

  static List<CodeBlock> programs() {
    return CodeBlock.of("java").stream().filter(block -> block.is("run")).toList();
  }

  @ParameterizedTest
  @MethodSource("javaBlocks")
  void whatTheDocsShowCompiles(CodeBlock block) {
    assertThat(Snippets.compile(block, folder)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void whatTheDocsRunRuns(CodeBlock block) throws IOException, InterruptedException {
    Path program = Snippets.write(block, folder);
    var run =
        JavaRun.in(
            folder,
            List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.toString()));
    assertThat(run.exit()).as(run.output()).isZero();
  }

  @ParameterizedTest
  @MethodSource("javaBlocks")
  void theDocsShowNothingInternal(CodeBlock block) {
    assertThat(block.text()).doesNotContain(".internal.");
  }

  @Test
  void everyCommandThatTheDocsGiveExists() {
    Command engram = Command.engram();
    assumeTrue(!engram.names().isEmpty(), "the command is not built yet");
    var unknown = new ArrayList<String>();
    for (CodeBlock block : CodeBlock.of("sh")) {
      for (String line : block.text().split("\n", -1)) {
        var command = COMMAND.matcher(line);
        if (command.find()) {
          if (!engram.names().contains(command.group(1))) {
            unknown.add(block + " " + command.group(1));
          }
          OPTION
              .matcher(line.replaceFirst("#.*", ""))
              .results()
              .filter(option -> !engram.options().contains(option.group()))
              .forEach(option -> unknown.add(block + " " + option.group()));
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyLinkLeadsSomewhere() {
    var broken = new ArrayList<String>();
    for (Path page : Repository.pages()) {
      LINK.matcher(Repository.read(page))
          .results()
          .map(link -> link.group(1))
          .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
          .filter(link -> !leadsSomewhere(page, link))
          .forEach(link -> broken.add(Repository.name(page) + " -> " + link));
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  private static List<String> anchors(Path page) {
    return HEADING
        .matcher(Repository.read(page))
        .results()
        .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void everyInternalNameInTheDocsExists() {
    var gone = new ArrayList<String>();
    for (Path page : Repository.pages()) {
      INTERNAL
          .matcher(Repository.read(page))
          .results()
          .map(name -> name.group(1).replace('.', '/'))
          .filter(name -> !isSource(name))
          .forEach(name -> gone.add(Repository.name(page) + " " + name));
    }
    assertThat(gone).isEmpty();
  }

  private static boolean isSource(String name) {
    return Repository.modules().stream()
        .map(module -> module.resolve("src/main/java/dev/engram/" + name))
        .anyMatch(path -> Files.isDirectory(path) || Files.exists(Path.of(path + ".java")));
  }

  @Test
  void everyPublicTypeIsInTheDocs() {
    String pages = Repository.pages().stream().map(Repository::read).collect(Collectors.joining());
    assertThat(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.engram"))
        .filteredOn(DocsTest::isApi)
        .extracting(JavaClass::getSimpleName)
        .filteredOn(name -> !Pattern.compile("\\b" + name + "\\b").matcher(pages).find())
        .isEmpty();
  }

  private static boolean isApi(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.isTopLevelClass()
        && !type.getPackageName().contains(".internal")
        && !type.getPackageName().matches("dev\\.engram\\.(bench|cli).*");
  }

  @Test
  void everyFigureIsMeasured() {
    var open =
        Repository.pages().stream()
            .filter(page -> Repository.read(page).contains(UNMEASURED))
            .map(page -> Repository.name(page) + ": " + count(page))
            .toList();
    assumeTrue(open.isEmpty(), () -> "figures that are still to be measured: " + open);
  }

  private static long count(Path page) {
    return Pattern.compile(UNMEASURED).matcher(Repository.read(page)).results().count();
  }
}
