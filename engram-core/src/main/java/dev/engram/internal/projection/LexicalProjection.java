package dev.engram.internal.projection;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.lexical.LexicalDocument;
import dev.engram.internal.index.lexical.LexicalIndex;
import dev.engram.internal.index.lexical.LexicalOptions;
import dev.engram.internal.seal.Veil;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.Memory;
import java.util.Map;
import java.util.Optional;

/**
 * The words of memories.
 *
 * <p>There are three: one for what stands for itself, one for facts that were found in episodes,
 * and one for facts that gave way to others. Found facts repeat their episode's words, and past
 * ones those of what took their place, so in one index they would make these look common, and every
 * weight that the statistics give would be off.
 */
public final class LexicalProjection implements Projection {
  private static final LexicalOptions OPTIONS = LexicalOptions.defaults();

  private final Part part;
  private volatile LexicalIndex index = LexicalIndex.empty(OPTIONS);

  private enum Part {
    OWN("lexical"),
    DERIVED("lexical-derived"),
    PAST("lexical-past");

    final String label;

    Part(String label) {
      this.label = label;
    }

    static Optional<Part> of(MemoryRow row) {
      if (row.past()) {
        return Optional.of(PAST);
      }
      Part present = row.origin() == OriginProjection.NONE ? OWN : DERIVED;
      return row.active() ? Optional.of(present) : Optional.empty();
    }
  }

  private LexicalProjection(Part part) {
    this.part = part;
  }

  /** Of every active memory that stands for itself. */
  static LexicalProjection ofOwn() {
    return new LexicalProjection(Part.OWN);
  }

  /** Of active facts that were found in episodes. */
  static LexicalProjection ofDerived() {
    return new LexicalProjection(Part.DERIVED);
  }

  /** Of facts that gave way to others. */
  static LexicalProjection ofPast() {
    return new LexicalProjection(Part.PAST);
  }

  /** The index to search; a new one after a rebuild began. */
  public LexicalIndex index() {
    return index;
  }

  @Override
  public String name() {
    return part.label;
  }

  @Override
  public String format() {
    return "2";
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    Memory memory = row.memory();
    boolean shown = Veil.anyShown(memory.text());
    if (shown && Part.of(row).filter(part::equals).isPresent()) {
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
  public void wipe() {
    index.wipe();
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
