package dev.engram.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches everything that the tests of all modules have logged, at the finest level, for what they
 * put into vaults: every text that a test remembers, states or asks, and every planted canary.
 * Modules are built before this one, so in a whole build all logs are there; a build of parts
 * searches those that are.
 */
@DisplayName("§10.12 What the whole test suite logged holds no content")
class LogScanTest {
  private static final Pattern LOG = Pattern.compile("engram-test-\\d+\\.log");
  private static final Pattern STREAM =
      Pattern.compile("<system-(?:out|err)><!\\[CDATA\\[(.*?)]]>", Pattern.DOTALL);

  @TempDir private Path folder;

  private static List<Path> logs() {
    return libraryAndApplications().stream().flatMap(module -> logs(module).stream()).toList();
  }

  private static List<Path> libraryAndApplications() {
    return Repository.modules().stream().filter(module -> !last(module).equals("house")).toList();
  }

  /** One for each process that ran tests of the module. */
  private static List<Path> logs(Path module) {
    return listed(module.resolve("target"), name -> LOG.matcher(name).matches());
  }

  private static List<Path> listed(Path folder, Predicate<String> wanted) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> wanted.test(last(file))).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Reports on the tests of library modules; benchmarks and the command show content to people. */
  private static List<Path> reports() {
    return libraryAndApplications().stream()
        .filter(module -> !Set.of("engram-bench", "engram-cli").contains(last(module)))
        .flatMap(module ->
            listed(module.resolve("target/surefire-reports"), name -> name.endsWith(".xml"))
                .stream())
        .toList();
  }

  private static String last(Path module) {
    return String.valueOf(module.getFileName());
  }

  /** What a test class printed on standard streams, out of its report. */
  private static String printed(Path report) {
    var printed = new StringBuilder();
    Matcher streams = STREAM.matcher(Repository.read(report));
    while (streams.find()) {
      printed.append(streams.group(1)).append('\n');
    }
    return printed.toString();
  }

  private static List<String> leaks(List<Path> files, Function<Path, String> text) {
    PlantedTexts planted = PlantedTexts.ofAllTests();
    var leaks = new ArrayList<String>();
    for (Path file : files) {
      for (String place : planted.in(text.apply(file))) {
        leaks.add(Repository.name(file) + ": " + place);
      }
    }
    return leaks;
  }

  @Test
  @DisplayName("the search knows what tests plant, and finds it where it is")
  void theSearchFindsWhatIsThere() throws IOException {
    PlantedTexts planted = PlantedTexts.ofAllTests();
    assertThat(planted.count()).isGreaterThan(300);
    String one = planted.some().getFirst();
    Path quiet = Files.writeString(folder.resolve("quiet"), "DEBUG Projections saved in 3 ms\n");
    assertThat(planted.in(Repository.read(quiet))).isEmpty();
    Path loud =
        Files.writeString(folder.resolve("loud"), "DEBUG a turn: " + one + "\nERROR CANARY-x\n");
    assertThat(planted.in(Repository.read(loud))).hasSize(2);
  }

  @Test
  @DisplayName("what is logged comes to lie where the search looks")
  void whatIsLoggedIsWhereTheSearchLooks() throws IOException {
    Logger log = LoggerFactory.getLogger("dev.engram.house.probe");
    log.debug("CANARY-{}", "here");
    Path own = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile", "none"));
    assumeTrue(LOG.matcher(last(own)).matches(), "not the build");
    assertThat(logs(Repository.root().resolve("house"))).contains(own);
    assertThat(PlantedTexts.ofAllTests().in(Files.readString(own))).isNotEmpty();
  }

  @Test
  @DisplayName("no module's log holds a text that tests remember, state or ask")
  void noLogHoldsWhatIsRemembered() {
    List<Path> logs = logs();
    assumeTrue(!logs.isEmpty(), "no module's tests have run");
    assertThat(leaks(logs, Repository::read)).isEmpty();
  }

  @Test
  @DisplayName("nothing that tests printed holds one either")
  void nothingPrintedHoldsWhatIsRemembered() {
    assertThat(leaks(reports(), LogScanTest::printed)).isEmpty();
  }
}
