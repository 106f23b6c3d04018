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
  private static final String LOG = "engram-test.log";
  private static final Pattern STREAM =
      Pattern.compile("<system-(?:out|err)><!\\[CDATA\\[(.*?)]]>", Pattern.DOTALL);

  @TempDir private Path folder;

  private static List<Path> logs() {
    return Repository.modules().stream()
        .map(module -> module.resolve("target").resolve(LOG))
        .filter(Files::isRegularFile)
        .filter(file -> !file.startsWith(Repository.root().resolve("house")))
        .toList();
  }

  /** Reports on the tests of library modules; benchmarks and the command show content to people. */
  private static List<Path> reports() {
    var reports = new ArrayList<Path>();
    for (Path module : Repository.modules()) {
      Path folder = module.resolve("target/surefire-reports");
      boolean library = !Set.of("house", "engram-bench", "engram-cli").contains(last(module));
      if (library && Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.filter(file -> file.toString().endsWith(".xml")).sorted().forEach(reports::add);
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    }
    return reports;
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
    Path own = Repository.root().resolve("house/target").resolve(LOG);
    assumeTrue(
        System.getProperty("org.slf4j.simpleLogger.logFile", "").endsWith(LOG), "not the build");
    assertThat(PlantedTexts.ofAllTests().in(Files.readString(own))).isNotEmpty();
  }

  @Test
  @DisplayName("no module's log holds a text that tests remember, state or ask")
  void noLogHoldsWhatIsRemembered() {
    List<Path> logs = logs();
    assumeTrue(!logs.isEmpty(), "no module's tests have run");
    assertThat(logs)
        .filteredOn(file -> file.startsWith(Repository.root().resolve("engram-core")))
        .allSatisfy(file -> assertThat(Files.size(file)).as("something is logged").isPositive());
    assertThat(leaks(logs, Repository::read)).isEmpty();
  }

  @Test
  @DisplayName("nothing that tests printed holds one either")
  void nothingPrintedHoldsWhatIsRemembered() {
    assertThat(leaks(reports(), LogScanTest::printed)).isEmpty();
  }
}
