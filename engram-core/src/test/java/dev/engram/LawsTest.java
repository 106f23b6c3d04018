package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.archive.Exporting;
import dev.engram.internal.lifecycle.Changes;
import dev.engram.internal.lifecycle.Reads;
import dev.engram.internal.recall.Knowing;
import dev.engram.internal.recall.Recalling;
import dev.engram.internal.remember.EntityEditing;
import dev.engram.internal.remember.Judging;
import dev.engram.internal.remember.Remembering;
import dev.engram.internal.remember.Revising;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws of the design that no single behaviour shows. */
class LawsTest {
  /** Answer sizes and states, or nothing of content. */
  private static final Set<String> WITHOUT_CONTENT =
      Set.of(
          "open",
          "health",
          "quality",
          "vectors",
          "vectorBackends",
          "audit",
          "doctor",
          "security",
          "maintain",
          "close",
          "backfill",
          "archives",
          "prompts",
          "erasure");

  private static final Path SOURCES = Path.of("src/main/java/dev/engram");
  private static final Pattern SQL =
      Pattern.compile("\"\\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|BEGIN|WITH) ");

  private static final List<Class<?>> PATHS =
      List.of(
          MemoryGraph.class,
          Reads.class,
          Changes.class,
          Recalling.class,
          Knowing.class,
          Remembering.class,
          Revising.class,
          Judging.class,
          EntityEditing.class,
          Exporting.class);

  /** Knows SQL when it sees it; speaks none. */
  private static final Path READS_SQL =
      SOURCES.resolve("internal/capture/metadata/CodeLanguages.java");

  @TempDir private Path folder;

  @Test
  void everyCallThatTouchesContentNeedsAPrincipal() {
    for (Class<?> path : PATHS) {
      var without = new TreeSet<String>();
      for (Method method : path.getDeclaredMethods()) {
        boolean open = Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
        if (open && !List.of(method.getParameterTypes()).contains(Principal.class)) {
          without.add(method.getName());
        }
      }
      assertThat(WITHOUT_CONTENT).as(path.getName()).containsAll(without);
    }
  }

  @Test
  void onlyTheVaultSpeaksSqlAndOnlyItsCallersReadRows() throws IOException {
    assertThat(sources()).as("sources found").hasSizeGreaterThan(50);
    for (Path source : sources()) {
      String text = Files.readString(source);
      boolean vault = source.startsWith(SOURCES.resolve("internal/vault"));
      boolean speaks = !vault && !source.equals(READS_SQL) && SQL.matcher(text).find();
      assertThat(speaks).as("SQL in %s", source).isFalse();
      assertThat(!vault && text.contains("java.sql.Connection")).as(source.toString()).isFalse();
      assertThat(!vault && text.contains("DriverManager")).as(source.toString()).isFalse();
    }
  }

  @Test
  void rowsAreReadOnlyByThePathsAndByWhatFollowsTheVault() throws IOException {
    Set<String> allowed =
        Set.of("recall", "remember", "projection", "seal", "vault", "archive", "erase");
    for (Path source : sources()) {
      if (Files.readString(source).contains("MemoryReads")) {
        String folder = source.getName(source.getNameCount() - 2).toString();
        assertThat(allowed).as(source.toString()).contains(folder);
      }
    }
  }

  @Test
  void noSqlIsBuiltFromValues() throws IOException {
    Pattern joined = Pattern.compile("prepare\\([^;]*\"\\s*\\+\\s*[a-z]\\w*[^A-Z_]*;");
    for (Path source : sources()) {
      assertThat(joined.matcher(Files.readString(source)).find()).as(source.toString()).isFalse();
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void noContentReachesALogAnExceptionOrAPrintedObject() throws IOException, InterruptedException {
    var arguments = List.of(folder.resolve("rex.engram").toString());
    var command =
        ChildProcess.command(LoudRun.class, System.getProperty("java.class.path"), arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(printed)
        .contains("end", "E1008", "E3002", "E4004", "cannot be loaded")
        .doesNotContain(LoudRun.WORD);
  }
}
