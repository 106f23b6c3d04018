package dev.engram.internal.seal;

import dev.engram.internal.crypto.aead.SealBrokenException;
import dev.engram.internal.screen.personal.PersonalFinding;
import dev.engram.internal.vault.FieldSeal;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.SealedTable;
import dev.engram.memory.Memory;
import dev.engram.memory.SecurityTier;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tries what seals are to prevent, on some of the rows that are sealed: reading them from their
 * clear rows, moving them to another row, changing them. Nothing is written, and nobody is told of
 * what is opened, for nobody sees it.
 */
public final class SealedProof {
  private static final int SLICE = 500;
  private static final int SHORTEST = 4;
  private static final Set<String> PLACEHOLDERS = Set.of("confidential", "sensitive");

  private SealedProof() {}

  /**
   * What was tried.
   *
   * @param tried rows that were looked at
   * @param opened how many opened in their place
   * @param showing how many show in their clear row what is sealed of them
   * @param moved how many were refused in another row's place
   * @param changed how many were refused with a bit changed
   */
  public record Result(int tried, int opened, int showing, int moved, int changed) {
    /** Whether seals do what they are for. */
    public boolean sound() {
      return opened == tried && showing == 0 && moved == tried && changed == tried;
    }
  }

  /**
   * Tries some of the sealed rows, spread evenly.
   *
   * @param most how many at most
   */
  public static Result rows(Statements reads, Sealing sealing, int most) throws SQLException {
    FieldSeal fields = sealing.fields().orElseThrow();
    int step = Math.max(1, SealedTable.count(reads) / most);
    var result = new Result(0, 0, 0, 0, 0);
    int at = 0;
    List<Integer> slice = SealedTable.after(reads, 0, SLICE);
    while (!slice.isEmpty()) {
      for (int ordinal : slice) {
        if (at++ % step == 0) {
          result = tried(reads, sealing, fields, ordinal, result);
        }
      }
      slice = SealedTable.after(reads, slice.getLast(), SLICE);
    }
    return result;
  }

  private static Result tried(
      Statements reads, Sealing sealing, FieldSeal fields, int ordinal, Result so)
      throws SQLException {
    Optional<MemoryRow> row = MemoryReads.byOrdinal(reads, ordinal);
    Optional<byte[]> sealed = SealedTable.get(reads, ordinal);
    if (row.isEmpty() || sealed.isEmpty()) {
      return new Result(so.tried + 1, so.opened, so.showing, so.moved, so.changed);
    }
    Optional<SealedContent> content = sealing.contentIfWhole(sealed.get(), row.get());
    boolean shows = content.isPresent() && shows(sealing, content.get(), row.get().memory());
    return new Result(
        so.tried + 1,
        so.opened + (content.isPresent() ? 1 : 0),
        so.showing + (shows ? 1 : 0),
        so.moved + (refused(fields, ordinal + 1, sealed.get()) ? 1 : 0),
        so.changed + (refused(fields, ordinal, changed(sealed.get())) ? 1 : 0));
  }

  /** Seals a word of its own in a place that no row has, and tries the same with it. */
  public static Result trial(Sealing sealing) {
    FieldSeal fields = sealing.fields().orElseThrow();
    byte[] word = "a word".getBytes(StandardCharsets.US_ASCII);
    byte[] sealed = fields.seal(-1, word);
    boolean opens = Arrays.equals(fields.open(-1, sealed), word);
    return new Result(
        1,
        opens ? 1 : 0,
        0,
        refused(fields, -2, sealed) ? 1 : 0,
        refused(fields, -1, changed(sealed)) ? 1 : 0);
  }

  private static byte[] changed(byte[] sealed) {
    byte[] other = sealed.clone();
    other[other.length / 2] ^= 1;
    return other;
  }

  private static boolean refused(FieldSeal fields, int ordinal, byte[] sealed) {
    try {
      Arrays.fill(fields.open(ordinal, sealed), (byte) 0);
      return false;
    } catch (SealBrokenException refused) {
      return true;
    }
  }

  /**
   * Whether a clear row shows what is sealed: a sensitive stretch; any word at all, where the whole
   * of it is to be withheld.
   */
  private static boolean shows(Sealing sealing, SealedContent content, Memory clear) {
    var shown = new HashSet<String>();
    texts(clear).forEach(text -> addWords(text, shown));
    shown.removeAll(PLACEHOLDERS);
    List<PersonalFinding> findings =
        content.tier() == SecurityTier.SENSITIVE
            ? sealing.detector().classify(content.text()).findings()
            : List.of();
    if (findings.isEmpty()) {
      var sealed = new HashSet<String>();
      addWords(content.text(), sealed);
      sealed.retainAll(shown);
      return !sealed.isEmpty();
    }
    String all = String.join("\n", texts(clear)).toLowerCase(Locale.ROOT);
    return findings.stream()
        .map(found -> content.text().substring(found.start(), found.end()))
        .filter(stretch -> stretch.length() >= SHORTEST)
        .anyMatch(stretch -> stands(all, stretch.toLowerCase(Locale.ROOT)));
  }

  /** Whether a stretch stands in a text by itself, not as a part of a word. */
  private static boolean stands(String text, String stretch) {
    for (int at = text.indexOf(stretch); at >= 0; at = text.indexOf(stretch, at + 1)) {
      int end = at + stretch.length();
      boolean before = at > 0 && Character.isLetterOrDigit(text.codePointBefore(at));
      boolean after = end < text.length() && Character.isLetterOrDigit(text.codePointAt(end));
      boolean placeholder = at > 0 && text.charAt(at - 1) == '[';
      if (!before && !after && !placeholder) {
        return true;
      }
    }
    return false;
  }

  private static List<String> texts(Memory clear) {
    var texts = new ArrayList<>(List.of(clear.traits().text()));
    switch (clear) {
      case Memory.Episode episode -> {
        // its words are all it has
      }
      case Memory.Fact fact ->
          texts.addAll(List.of(fact.subject(), fact.predicate(), fact.object()));
      case Memory.Procedure procedure -> {
        texts.add(procedure.task());
        texts.addAll(procedure.steps());
        texts.addAll(procedure.tools());
      }
    }
    return texts;
  }

  private static void addWords(String text, Set<String> words) {
    String lower = text.toLowerCase(Locale.ROOT);
    int start = -1;
    for (int i = 0; i <= lower.length(); ) {
      int point = i < lower.length() ? lower.codePointAt(i) : ' ';
      if (Character.isLetterOrDigit(point)) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        if (i - start >= SHORTEST) {
          words.add(lower.substring(start, i));
        }
        start = -1;
      }
      i += i < lower.length() ? Character.charCount(point) : 1;
    }
  }
}
