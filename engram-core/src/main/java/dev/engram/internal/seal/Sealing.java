package dev.engram.internal.seal;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.aead.SealBrokenException;
import dev.engram.internal.screen.personal.PersonalData;
import dev.engram.internal.screen.personal.PersonalDataDetector;
import dev.engram.internal.vault.AnnotationTable;
import dev.engram.internal.vault.FactTable.Filing;
import dev.engram.internal.vault.FieldSeal;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.SealedTable;
import dev.engram.internal.vault.Transaction;
import dev.engram.memory.Memory;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Routine;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where memories are sealed and opened (spec §10.5). Clear rows hold what anybody who
 * has the pages may see; the rest lies in one sealed value a row. Everything that is built from
 * clear rows, indexes above all, is free of sealed words by that alone.
 *
 * <p>In a vault without a key nothing can be sealed: found tiers do not count, and a tier that was
 * asked for is refused. Thread-safe. Cost: detection is linear in the text; an opening takes some
 * 10 microseconds and one read by key.
 */
public final class Sealing {
  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

  private final Optional<FieldSeal> fields;
  private final PersonalDataDetector detector;

  /**
   * Over a vault.
   *
   * @param fields what the vault's field key can do; nothing without a key
   * @param detector finds what raises a tier, and nothing else
   */
  public Sealing(Optional<FieldSeal> fields, PersonalDataDetector detector) {
    this.fields = fields;
    this.detector = detector;
  }

  /** Whether anything can be sealed. */
  public boolean available() {
    return fields.isPresent();
  }

  /**
   * What may be seen of a memory to be: by what is found in it, and by what its caller asked for.
   *
   * @throws InvalidInputException if a tier is asked for that this vault cannot give
   */
  public Veil veil(NewMemory memory) {
    SecurityTier asked = memory.placement().tier();
    if (fields.isEmpty()) {
      if (asked.isSealed()) {
        throw InvalidInputException.of(
            "placement.tier",
            "is " + asked.label() + ", and a vault without a key can seal nothing");
      }
      return Veil.NONE;
    }
    List<String> texts = texts(memory);
    SecurityTier found = SecurityTier.CLEARTEXT;
    for (String text : texts) {
      PersonalData data = detector.classify(text);
      found = found.or(data.tier());
    }
    Veil veil =
        found == SecurityTier.SENSITIVE ? Veil.ofStretches(detector, texts) : Veil.whole(found);
    return veil.atLeast(asked);
  }

  private static List<String> texts(NewMemory memory) {
    return switch (memory) {
      case Turn turn -> List.of(turn.text());
      case Statement stated -> List.of(stated.text(), stated.subject(), stated.object());
      case Routine routine -> {
        var texts = new ArrayList<>(routine.steps());
        texts.add(routine.task());
        texts.addAll(routine.tools());
        texts.add(routine.text());
        yield texts;
      }
    };
  }

  /**
   * The keys under which a fact is filed.
   *
   * @param filing from its words
   */
  public Filing filed(Filing filing, SecurityTier tier) {
    return tier.isSealed()
        ? new Filing(
            blinded(filing.claim()),
            blinded(filing.about()),
            blinded(filing.object()),
            filing.origin())
        : filing;
  }

  /** A hash of content as a row of this tier carries it. */
  public long filed(long hash, SecurityTier tier) {
    return tier.isSealed() ? blinded(hash) : hash;
  }

  /** A hash of content as a sealed row carries it; itself where nothing can be sealed. */
  public long blinded(long hash) {
    return fields.isPresent() ? fields.get().blinded(hash) : hash;
  }

  /** Seals what a memory says; nothing is done for one that is not to be sealed. */
  public void seal(
      Transaction tx, int ordinal, Memory full, Optional<AnnotationTable.Row> annotations)
      throws SQLException {
    if (full.traits().tier().isSealed()) {
      byte[] plain = SealedCodec.write(SealedContent.of(full, annotations));
      SealedTable.put(tx, ordinal, fields.orElseThrow().seal(ordinal, plain));
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * A row as it was before it was sealed.
   *
   * @param row the row
   * @param annotations what was found in it, if it was sealed with it
   */
  public record Opened(MemoryRow row, Optional<AnnotationTable.Row> annotations) {
    /** What was found in it, wherever it lies. */
    public Optional<AnnotationTable.Row> annotations(Statements reads) throws SQLException {
      return row.memory().traits().tier().isSealed()
          ? annotations
          : AnnotationTable.get(reads, row.ordinal());
    }
  }

  /**
   * Opens a row with what was found in it; one that is not sealed stays as it is. Whoever hands
   * sealed words on tells the audit of it before.
   *
   * @throws VaultException if it does not open
   */
  public Opened openWhole(Statements reads, MemoryRow row) throws SQLException {
    return isSealed(row)
        ? open(SealedTable.get(reads, row.ordinal()), row)
        : new Opened(row, Optional.empty());
  }

  /** The memory of a row; its clear form if it does not open. */
  public Memory readable(Statements reads, MemoryRow row) throws SQLException {
    return openOrClear(reads, row).memory();
  }

  /** The same with its row. */
  public MemoryRow openOrClear(Statements reads, MemoryRow row) throws SQLException {
    try {
      return open(reads, row);
    } catch (VaultException broken) {
      requireBroken(broken);
      LOG.warn("a sealed memory is shown without its words: {}", broken.code().label());
      return row;
    }
  }

  /** Opens a row; one that is not sealed stays as it is. */
  public MemoryRow open(Statements reads, MemoryRow row) throws SQLException {
    return openWhole(reads, row).row();
  }

  /** The same, as the writer sees it. */
  public MemoryRow open(Transaction tx, MemoryRow row) throws SQLException {
    return isSealed(row) ? open(SealedTable.get(tx, row.ordinal()), row).row() : row;
  }

  /** Opens a row for the engine itself, if it opens: what is damaged is nobody's rival or twin. */
  public Optional<MemoryRow> openIfWhole(Transaction tx, MemoryRow row) throws SQLException {
    try {
      return Optional.of(open(tx, row));
    } catch (VaultException broken) {
      requireBroken(broken);
      LOG.warn("a sealed memory was passed over: {}", broken.code().label());
      return Optional.empty();
    }
  }

  /** Lets on what is no broken seal, such as an audit that cannot be written. */
  public static void requireBroken(VaultException failed) {
    if (failed.code() != ErrorCode.ENCRYPTION_FAILED) {
      throw failed;
    }
  }

  /** Whether a row is to be sealed, and is, and opens. */
  boolean opens(Statements reads, MemoryRow row) throws SQLException {
    try {
      return isSealed(row)
          && content(SealedTable.get(reads, row.ordinal()), row).fits(row.memory());
    } catch (VaultException broken) {
      requireBroken(broken);
      return false;
    }
  }

  /** What a row holds sealed, if it opens; for checks alone, nobody is told. */
  Optional<SealedContent> contentIfWhole(byte[] sealed, MemoryRow row) {
    try {
      return Optional.of(content(Optional.of(sealed), row));
    } catch (VaultException broken) {
      requireBroken(broken);
      return Optional.empty();
    }
  }

  /** What seals; for checks alone. */
  Optional<FieldSeal> fields() {
    return fields;
  }

  /** What finds personal data; for checks alone. */
  PersonalDataDetector detector() {
    return detector;
  }

  private static boolean isSealed(MemoryRow row) {
    return row.memory().traits().tier().isSealed();
  }

  private Opened open(Optional<byte[]> sealed, MemoryRow row) {
    Memory clear = row.memory();
    SealedContent content = content(sealed, row);
    if (!content.fits(clear)) {
      throw broken(clear, "it is of another tier or kind than its row says");
    }
    return new Opened(content.over(row), content.annotations());
  }

  private SealedContent content(Optional<byte[]> sealed, MemoryRow row) {
    if (sealed.isEmpty() || fields.isEmpty()) {
      throw broken(row.memory(), "nothing is sealed of it");
    }
    byte[] plain = {};
    try {
      plain = fields.get().open(row.ordinal(), sealed.get());
      return SealedCodec.read(plain);
    } catch (SealBrokenException damaged) {
      throw broken(row.memory(), "the seal is broken");
    } catch (IOException | RuntimeException unreadable) {
      throw broken(row.memory(), "it cannot be read");
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static VaultException broken(Memory memory, String why) {
    return new VaultException(
        ErrorCode.ENCRYPTION_FAILED, "memory " + memory.id() + " does not open: " + why);
  }
}
