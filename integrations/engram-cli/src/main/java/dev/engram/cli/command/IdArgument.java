package dev.engram.cli.command;

import dev.engram.memory.MemoryId;
import picocli.CommandLine.Parameters;

/** The memory that a command is about. Filled by picocli. */
final class IdArgument {
  @SuppressWarnings("NullAway.Init") // required, so set by picocli before call()
  @Parameters(index = "0", paramLabel = "ID", description = "The memory's id, a UUID.")
  private MemoryId id;

  MemoryId value() {
    return id;
  }
}
