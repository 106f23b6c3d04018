package dev.engram.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.engram.MemoryGraph;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program, with the one jar and nothing else. */
class SingleJarTest {
  private static final Path JAR =
      Repository.root().resolve("engram-core/target/engram-core-all.jar");

  @TempDir Path folder;

  /** {@code mvn test} builds no jars; {@code mvn verify} does. */
  @BeforeEach
  void requireJars() throws URISyntaxException {
    Path core =
        Path.of(MemoryGraph.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assumeTrue(Files.isRegularFile(core), "jars are built by mvn verify");
    assertThat(JAR).exists();
  }

  @Test
  void theProgramRunsOnTheClassPath() throws IOException, InterruptedException {
    Path program = Snippets.write(program(), folder);
    requireAnswer(
        JavaRun.in(
            folder,
            List.of(
                "--enable-native-access=ALL-UNNAMED", "-cp", JAR.toString(), program.toString())));
  }

  @Test
  void theProgramRunsWithTheJarOnTheModulePath() throws IOException, InterruptedException {
    Path program = Snippets.write(program(), folder);
    requireAnswer(
        JavaRun.in(
            folder,
            List.of(
                "--enable-native-access=dev.engram.core",
                "-p",
                JAR.toString(),
                "--add-modules",
                "dev.engram.core",
                program.toString())));
  }

  private void requireAnswer(JavaRun run) throws IOException {
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output()).contains("Porto").doesNotContain("Exception");
    try (var files = Files.list(folder)) {
      List<Path> vaults = files.filter(file -> file.toString().endsWith(".engram")).toList();
      assertThat(vaults).hasSize(1);
      assertThat(Files.size(vaults.getFirst()) % (512 * 1024)).isZero();
      assertThat(new String(Files.readAllBytes(vaults.getFirst()), StandardCharsets.ISO_8859_1))
          .doesNotContain("SQLite format 3", "Porto");
    }
  }

  private static CodeBlock program() {
    return CodeBlock.in(Repository.root().resolve("README.md")).stream()
        .filter(block -> block.is("jar"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theJarHoldsWhatItsPartsNeed() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      var main = jar.getManifest().getMainAttributes();
      assertThat(main.getValue("Automatic-Module-Name")).isEqualTo("dev.engram.core");
      assertThat(main.getValue("Multi-Release")).isEqualTo("true");
      var names = new TreeSet<String>();
      jar.stream().forEach(entry -> names.add(entry.getName()));
      assertThat(names)
          .contains(
              "META-INF/services/org.apache.lucene.codecs.Codec",
              "META-INF/services/java.sql.Driver",
              "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
              "org/sqlite/native/Mac/aarch64/libsqlitejdbc.jnilib",
              "org/sqlite/native/Windows/x86_64/sqlitejdbc.dll",
              "META-INF/LICENSE-Engram",
              "META-INF/NOTICE-Engram",
              "META-INF/NOTICE.txt");
      assertThat(names)
          .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"))
          .noneMatch(name -> name.endsWith("module-info.class"));
    }
  }
}
