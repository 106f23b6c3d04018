package dev.engram.bench.load;

import dev.engram.MemoryGraph;
import dev.engram.config.VaultKey;
import dev.engram.query.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The main class of a process that opens a vault and asks one question. The key comes by standard
 * input, in hexadecimal.
 */
public final class OpenProbe {
  private OpenProbe() {}

  /** Arguments: vault, question. Prints milliseconds. */
  public static void main(String[] args) throws IOException {
    String hex = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
    VaultKey key = VaultKey.raw(HexFormat.of().parseHex(hex));
    long began = System.nanoTime();
    try (MemoryGraph memory = MemoryGraph.open(Path.of(args[0]), key, LoadedVault.options())) {
      long opened = System.nanoTime();
      memory.recall(Query.of(args[1]), LoadedVault.agent(0));
      long answered = System.nanoTime();
      System.out.println("open " + (opened - began) / 1e6);
      System.out.println("answered " + (answered - began) / 1e6);
    }
  }
}
