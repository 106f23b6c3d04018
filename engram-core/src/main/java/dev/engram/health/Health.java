package dev.engram.health;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the engine is.
 *
 * @param encrypted whether the vault's pages are encrypted at rest
 * @param schema the vault's schema version
 * @param vaultBytes size of the vault file, without its log
 * @param recovered whether the last user of the vault crashed
 * @param writable whether writes are accepted
 * @param writesWaiting how many writes wait
 * @param embedder the embedding model's id, if there is an embedder
 * @param embedderAvailable whether it answers
 * @param pendingEmbeddings how many memories have no vectors yet
 * @param simd whether vector kernels run on SIMD instructions
 * @param indexBytes bytes that each index holds in memory
 * @param spaces the vector spaces that have vectors, oldest first
 * @param migration memories on their way to another embedding model, if there are any, or the last
 *     such move that ended since the vault was opened
 * @param rebuilding indexes that are being made anew, by name
 * @param hardening what the operating system denies to others now: looking into core files,
 *     attaching to this process, keys in the swap file
 * @param outward services outside of this process that words went to, or were kept from
 * @param warnings what a person should know, without content
 */
public record Health(
    boolean encrypted,
    int schema,
    long vaultBytes,
    boolean recovered,
    boolean writable,
    int writesWaiting,
    Optional<String> embedder,
    boolean embedderAvailable,
    int pendingEmbeddings,
    boolean simd,
    Map<String, Long> indexBytes,
    List<SpaceHealth> spaces,
    Optional<MigrationProgress> migration,
    List<IndexProgress> rebuilding,
    List<String> hardening,
    List<OutwardHealth> outward,
    List<String> warnings) {
  public Health {
    indexBytes = Map.copyOf(indexBytes);
    spaces = List.copyOf(spaces);
    rebuilding = List.copyOf(rebuilding);
    hardening = List.copyOf(hardening);
    outward = List.copyOf(outward);
    warnings = List.copyOf(warnings);
  }
}
