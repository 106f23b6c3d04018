package dev.engram.internal.crypto.harden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.engram.internal.crypto.harden.ProcessHardening.Effect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks into a child process from beside it, as another process of the same user that is not root:
 * root may look into everything, so a build that runs as root lends both the rights of nobody.
 */
@EnabledOnOs(OS.LINUX)
@DisplayName("§10.7.2 A process can deny being looked into")
class ProcessHardeningTest {
  private static final String NOBODY = "65534";

  @TempDir private Path folder;

  @BeforeEach
  void letEverybodyReadTheClasses() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Class<?> type :
        List.of(
            HardenedProcess.class,
            ProcessHardening.class,
            ProcessHardening.Effect.class,
            ProcessHardening.Report.class,
            ProcessHardening.Standing.class)) {
      String name = type.getName().replace('.', '/') + ".class";
      Path copy = folder.resolve(name);
      Files.createDirectories(copy.getParent());
      try (var bytes = Objects.requireNonNull(type.getClassLoader()).getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(bytes), copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static List<String> asNobody(List<String> command) throws IOException {
    boolean root = Files.getOwner(Path.of("/proc/self")).getName().equals("root");
    if (!root) {
      return command;
    }
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "root needs setpriv to test this");
    var all =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    all.addAll(command);
    return all;
  }

  private Child child(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx32m",
                "-cp",
                folder.toString(),
                HardenedProcess.class.getName()));
    command.addAll(List.of(arguments));
    return new Child(
        new ProcessBuilder(asNobody(command))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Whether another process of the child's user can do this to a file of it under /proc. */
  private static boolean neighbourCan(String... command) throws Exception {
    return new ProcessBuilder(asNobody(List.of(command)))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static boolean neighbourReads(Child child, String entry) throws Exception {
    return neighbourCan("cat", "/proc/" + child.id() + "/" + entry);
  }

  private static boolean neighbourOpensMemoryOf(Child child) throws Exception {
    return neighbourCan("dd", "if=/proc/" + child.id() + "/mem", "count=0", "status=none");
  }

  @Test
  void aProcessAsItWasCanBeLookedInto() throws Exception {
    try (var child = child()) {
      assertThat(child.said()).isEqualTo("as it was");
      assertThat(neighbourReads(child, "environ")).isTrue();
      assertThat(neighbourReads(child, "maps")).isTrue();
    }
  }

  /** Spec §10.7.2. */
  @Test
  void aHardenedProcessDumpsNoCoreAndItsNeighboursSeeNothing() throws Exception {
    try (var child = child("harden");
        var control = child()) {
      assertThat(child.said()).isEqualTo("Report[coreFiles=TOOK_EFFECT, attaching=TOOK_EFFECT]");
      assertThat(control.said()).isEqualTo("as it was");
      assertThat(coreLimit(child)).hasValue("0 0");
      assertThat(dumpFilter(child)).as("§34.13: a dump would hold no memory").isZero();
      assertThat(dumpFilter(control)).isNotZero();
      assertThat(neighbourReads(child, "environ")).isFalse();
      assertThat(neighbourReads(child, "maps")).isFalse();
      assertThat(neighbourOpensMemoryOf(child)).isFalse();
      assumeTrue(
          neighbourOpensMemoryOf(control),
          "this system lets no process read another's memory anyway");
    }
  }

  private static Optional<String> coreLimit(Child child) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + child.id() + "/limits")).stream()
        .filter(line -> line.startsWith("Max core file size"))
        .map(line -> line.substring(18).replace("bytes", "").strip().replaceAll(" +", " "))
        .findFirst();
  }

  private static long dumpFilter(Child child) throws IOException {
    Path filter = Path.of("/proc/" + child.id() + "/coredump_filter");
    return Long.parseLong(Files.readString(filter).strip(), 16);
  }

  @Test
  void theReportIsCompleteOnlyIfAllTookEffect() {
    assertThat(new ProcessHardening.Report(Effect.TOOK_EFFECT, Effect.TOOK_EFFECT).complete())
        .isTrue();
    assertThat(new ProcessHardening.Report(Effect.TOOK_EFFECT, Effect.NOT_OFFERED).complete())
        .isFalse();
    assertThat(new ProcessHardening.Report(Effect.REFUSED, Effect.TOOK_EFFECT).complete())
        .isFalse();
  }

  /** A running child; closing it ends it. */
  private record Child(Process process) implements AutoCloseable {
    long id() {
      return process.pid();
    }

    String said() throws IOException {
      var reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      return String.valueOf(reader.readLine());
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      process.onExit().join();
    }
  }
}
