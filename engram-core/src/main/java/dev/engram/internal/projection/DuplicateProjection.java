package dev.engram.internal.projection;

import dev.engram.internal.capture.duplicate.DuplicateTable;
import dev.engram.internal.capture.duplicate.Signature;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.MemoryState;
import dev.engram.memory.SecurityTier;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The signatures of active episodes that are not flagged, by which near duplicates of one scope
 * find each other: those of other scopes neither are found nor crowd out what is.
 */
public final class DuplicateProjection implements Projection {
  private static final String FILE_PREFIX = "duplicates-";

  /** The newest that share a band; more are as likely to be a figure of speech. */
  private static final int MOST = 32;

  private final DuplicateTable table = new DuplicateTable();
  private long saves;

  /** Adds the ordinals of memories that share a band with a signature. */
  public void candidates(Signature signature, Set<Integer> into) {
    for (int ordinal : table.candidates(signature, MOST)) {
      into.add(ordinal);
    }
  }

  @Override
  public String name() {
    return "duplicates";
  }

  @Override
  public String format() {
    return "3";
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    boolean kept =
        row.memory().traits().state() == MemoryState.ACTIVE
            && row.memory().kind() == MemoryKind.EPISODE
            && !row.memory().traits().flagged()
            && row.memory().traits().tier() != SecurityTier.CONFIDENTIAL;
    if (kept) {
      String owner = row.memory().scope().canonical();
      table.put(row.ordinal(), Signature.of(row.memory().text()).within(owner));
    } else {
      table.remove(row.ordinal());
    }
  }

  @Override
  public void publish() {
    // every change is visible at once
  }

  @Override
  public IndexImage image() {
    String name = FILE_PREFIX + ++saves;
    return new IndexImage(
        List.of(new IndexImage.File(name, () -> CheckedImage.seal(table.image()))));
  }

  @Override
  public void load(Map<String, byte[]> files) {
    clear();
    String name = files.keySet().iterator().next();
    saves = Long.parseLong(name.substring(FILE_PREFIX.length()));
    table.load(CheckedImage.open(Objects.requireNonNull(files.get(name))));
  }

  @Override
  public void clear() {
    table.clear();
  }

  @Override
  public long fingerprint() {
    return table.fingerprint();
  }

  @Override
  public long ramBytes() {
    return table.ramBytes();
  }

  @Override
  public void close() {}
}
