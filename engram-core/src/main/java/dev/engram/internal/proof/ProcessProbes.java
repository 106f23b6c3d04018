package dev.engram.internal.proof;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.engram.config.Hardening;
import dev.engram.health.SecurityLayer;
import dev.engram.internal.crypto.harden.ProcessHardening;
import dev.engram.internal.crypto.harden.ProcessHardening.Standing;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Who may look into this process, and what the machine writes of it to disks (spec §10.7). */
final class ProcessProbes {
  private static final int GROUP_AND_OTHERS = 0077;

  private ProcessProbes() {}

  static List<Probe> of(Set<Hardening> wanted) {
    return List.of(
        Probe.of("core files denied", name -> coreFiles(name, wanted)),
        Probe.of("attaching denied", name -> attaching(name, wanted)),
        Probe.of("no heap dumps, no debugger", ProcessProbes::virtualMachine),
        Probe.of("no swap", ProcessProbes::swap),
        Probe.of("temporary folder", ProcessProbes::temporary));
  }

  private static SecurityLayer coreFiles(String name, Set<Hardening> wanted) {
    boolean asked = wanted.contains(Hardening.CORE_FILES);
    Standing standing = ProcessHardening.standing();
    if (standing.coreFiles().isEmpty()) {
      return SecurityLayer.unavailable(name, asked, "the system does not tell");
    }
    String filter =
        standing.dumpFilter().isPresent()
            ? "; kinds of memory in a dump: " + Long.toHexString(standing.dumpFilter().getAsLong())
            : "";
    return SecurityLayer.of(
        name,
        standing.coreFiles().get(),
        asked,
        "core file size: "
            + ProcFile.limit("Max core file size")
                .orElse(standing.coreFiles().get() ? "0" : "not 0")
            + filter);
  }

  private static SecurityLayer attaching(String name, Set<Hardening> wanted) {
    boolean asked = wanted.contains(Hardening.ATTACHING);
    Standing standing = ProcessHardening.standing();
    if (standing.attaching().isEmpty()) {
      return SecurityLayer.unavailable(name, asked, "this system has no such measure");
    }
    return SecurityLayer.of(
        name,
        standing.attaching().get(),
        asked,
        "dumpable="
            + (standing.attaching().get() ? 0 : 1)
            + ProcFile.line("/proc/sys/kernel/yama/ptrace_scope")
                .map(scope -> "; the system's ptrace_scope: " + scope)
                .orElse(""));
  }

  private static SecurityLayer virtualMachine(String name) {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine == null) {
      return SecurityLayer.unavailable(name, false, "this JVM does not tell");
    }
    boolean dumps = machine.getVMOption("HeapDumpOnOutOfMemoryError").getValue().equals("true");
    boolean closed = machine.getVMOption("DisableAttachMechanism").getValue().equals("true");
    boolean debugger =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(argument -> argument.contains("jdwp"));
    return SecurityLayer.of(
        name,
        !dumps && !debugger,
        false,
        "heap dump when memory runs out: "
            + (dumps ? "yes" : "no")
            + "; debugger: "
            + (debugger ? "yes" : "no")
            + "; jcmd may attach: "
            + (closed ? "no" : "as far as the system lets it"));
  }

  private static SecurityLayer swap(String name) {
    List<String> areas = ProcFile.lines("/proc/swaps");
    if (areas.isEmpty()) {
      return SecurityLayer.unavailable(name, false, "this system does not tell");
    }
    long onDisk = areas.stream().skip(1).filter(line -> !line.startsWith("/dev/zram")).count();
    return SecurityLayer.of(
        name,
        onDisk == 0,
        false,
        areas.size()
            - 1
            + " swap areas, "
            + onDisk
            + " of them on a disk"
            + (onDisk == 0 ? "" : ": texts and vectors may come to lie there, locked keys not"));
  }

  private static SecurityLayer temporary(String name) {
    String own = System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir", ""));
    try {
      int mode = (int) Files.getAttribute(Path.of(own), "unix:mode") & 07777;
      return SecurityLayer.of(
          name,
          (mode & GROUP_AND_OTHERS) == 0,
          false,
          "native code is unpacked into one of mode "
              + Integer.toOctalString(mode)
              + ((mode & GROUP_AND_OTHERS) == 0
                  ? ""
                  : ", shared with other users: give the process one of its own"
                      + " (java.io.tmpdir)"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException none) {
      return SecurityLayer.unavailable(name, false, "its mode cannot be told");
    }
  }
}
