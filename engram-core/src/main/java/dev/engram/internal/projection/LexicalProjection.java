package dev.engram.internal.projection;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.lexical.LexicalDocument;
import dev.engram.internal.index.lexical.LexicalIndex;
import dev.engram.internal.index.lexical.LexicalOptions;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryState;
import java.util.Map;

/**
 * The words of active memories.
 *
 * <p>There are two: one for what stands for itself, and one for facts that were found in episodes.
 * They repeat their episode's words, so in one index they would make these look common, and every
 * weight that the statistics give would be off.
 */
public final class LexicalProjection implements Projection {
  private static final LexicalOptions OPTIONS = LexicalOptions.defaults();

  private final boolean derived;
  private volatile LexicalIndex index = LexicalIndex.empty(OPTIONS);

  private LexicalProjection(boolean derived) {
    this.derived = derived;
  }

  /** Of everything that stands for itself. */
  static LexicalProjection ofOwn() {
    return new LexicalProjection(false);
  }

  /** Of facts that were found in episodes. */
  static LexicalProjection ofDerived() {
    return new LexicalProjection(true);
  }

  /** The index to search; a new one after a rebuild began. */
  public LexicalIndex index() {
    return index;
  }

  @Override
  public String name() {
    return derived ? "lexical-derived" : "lexical";
  }

  @Override
  public String format() {
    return "1";
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    Memory memory = row.memory();
    boolean mine = derived == (row.origin() != OriginProjection.NONE);
    if (mine && memory.traits().state() == MemoryState.ACTIVE) {
      index.put(new LexicalDocument(row.ordinal(), memory.text(), speaker(memory)));
    } else {
      index.remove(row.ordinal());
    }
  }

  /** Names of who speaks; roles such as "user" are no names. */
  private static String speaker(Memory memory) {
    return memory instanceof Memory.Episode episode
        ? episode.speaker().filter(who -> Character.isUpperCase(who.codePointAt(0))).orElse("")
        : "";
  }

  @Override
  public void publish() {
    // searches refresh by themselves when something changed
  }

  @Override
  public IndexImage image() {
    return index.image();
  }

  @Override
  public void load(Map<String, byte[]> files) {
    LexicalIndex loaded = LexicalIndex.load(OPTIONS, files.keySet(), files::get);
    LexicalIndex old = index;
    index = loaded;
    old.close();
  }

  @Override
  public void clear() {
    LexicalIndex old = index;
    index = LexicalIndex.empty(OPTIONS);
    old.close();
  }

  @Override
  public long fingerprint() {
    return index.fingerprint();
  }

  @Override
  public long ramBytes() {
    return index.ramBytes();
  }

  @Override
  public void close() {
    index.close();
  }
}
