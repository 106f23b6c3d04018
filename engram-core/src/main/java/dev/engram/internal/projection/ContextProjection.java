package dev.engram.internal.projection;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What ranking needs to know of each active memory and past fact besides its words and vectors: how
 * long it is, whether it asks, and which turns of its session stand around it, for what was said
 * just before and after a short turn is part of its meaning.
 *
 * <p>The turns of a session form a doubly linked list over ordinals, kept in flat arrays. A turn
 * stands by its position, which later versions inherit, so a new version takes the old one's place.
 * Only the writer changes the arrays; searches read single elements and may see a turn of the
 * present commit a moment early, which costs nothing: what they find is still filtered and
 * hydrated.
 *
 * <p>Saved as one {@link CheckedImage}: for each memory, in order of ordinals, {@code int ordinal,
 * long session (0 for none, and of flagged ones), int position, int day, short contentWords, byte
 * question, byte parts}.
 */
public final class ContextProjection implements Projection {
  /** No turn. */
  public static final int NONE = -1;

  private static final String FILE_PREFIX = "context-";
  private static final long SECONDS_A_DAY = 86_400;
  private static final int ENTRY_BYTES = 24;

  private final Map<Long, Integer> lastOfSession = new HashMap<>();
  private volatile Table table = new Table(0);
  private final Supplier<String> space;
  private long saves;

  private static final class Table {
    final int[] before;
    final int[] after;
    final int[] position;
    final long[] session;
    final int[] day;
    final short[] words;
    final boolean[] question;
    final byte[] parts;
    final boolean[] held;

    Table(int room) {
      before = filled(room);
      after = filled(room);
      position = new int[room];
      session = new long[room];
      day = new int[room];
      words = new short[room];
      question = new boolean[room];
      parts = new byte[room];
      held = new boolean[room];
    }

    Table(Table from, int room) {
      before = filled(room);
      after = filled(room);
      System.arraycopy(from.before, 0, before, 0, from.before.length);
      System.arraycopy(from.after, 0, after, 0, from.after.length);
      position = Arrays.copyOf(from.position, room);
      session = Arrays.copyOf(from.session, room);
      day = Arrays.copyOf(from.day, room);
      words = Arrays.copyOf(from.words, room);
      question = Arrays.copyOf(from.question, room);
      parts = Arrays.copyOf(from.parts, room);
      held = Arrays.copyOf(from.held, room);
    }

    int room() {
      return held.length;
    }

    private static int[] filled(int room) {
      int[] array = new int[room];
      Arrays.fill(array, NONE);
      return array;
    }
  }

  /** A view that stays the same size while a search uses it. Thread-safe. */
  public static final class View {
    private final Table table;

    private View(Table table) {
      this.table = table;
    }

    /** One more than the largest ordinal that is known. */
    public int room() {
      return table.room();
    }

    /** The turn said just before an ordinal in its session, or {@link #NONE}. */
    public int before(int ordinal) {
      return bounded(ordinal < table.room() ? table.before[ordinal] : NONE);
    }

    /** The turn said just after an ordinal in its session, or {@link #NONE}. */
    public int after(int ordinal) {
      return bounded(ordinal < table.room() ? table.after[ordinal] : NONE);
    }

    private int bounded(int ordinal) {
      return ordinal < table.room() ? ordinal : NONE;
    }

    /** How many words of a memory carry content. */
    public int contentWords(int ordinal) {
      return ordinal < table.room() ? table.words[ordinal] : 0;
    }

    /** Whether a memory ends in a question. */
    public boolean question(int ordinal) {
      return ordinal < table.room() && table.question[ordinal];
    }

    /** The day a memory happened or, if that is unknown, was learned, in days since 1970 in UTC. */
    public int day(int ordinal) {
      return ordinal < table.room() ? table.day[ordinal] : 0;
    }

    /** The row of a memory's session, or 0. */
    public long session(int ordinal) {
      return ordinal < table.room() ? table.session[ordinal] : 0;
    }

    /** How many vectors a memory has, at least one, at most 127. */
    public int parts(int ordinal) {
      return ordinal < table.room() ? Math.max(1, table.parts[ordinal]) : 1;
    }
  }

  /**
   * An empty one.
   *
   * @param space names the vector space in use, whose vectors are counted, since an image counts
   *     those alone
   */
  ContextProjection(Supplier<String> space) {
    this.space = space;
  }

  /** What is known now. */
  public View view() {
    return new View(table);
  }

  @Override
  public String name() {
    return "context";
  }

  @Override
  public String format() {
    return "4 " + space.get();
  }

  @Override
  public Set<Attached.Part> reads() {
    return EnumSet.of(Attached.Part.VECTORS);
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    remove(row.ordinal());
    if (row.active() || row.past()) {
      Traits traits = row.memory().traits();
      TextShape shape = TextShape.of(traits.text());
      int parts = attached.vectors().map(all -> all.length).orElse(0);
      Instant when = traits.occurred().map(TimeSpan::from).orElse(traits.learned());
      int day = Math.toIntExact(Math.floorDiv(when.getEpochSecond(), SECONDS_A_DAY));
      // a flagged turn stands beside nobody, so that it moves no neighbour
      long session = traits.flagged() ? 0 : row.session();
      put(row.ordinal(), session, row.position(), day, shape, (byte) Math.min(parts, 127));
    }
  }

  private void put(int ordinal, long session, int position, int day, TextShape shape, byte parts) {
    Table now = roomFor(ordinal);
    now.day[ordinal] = day;
    now.words[ordinal] = shape.contentWords();
    now.question[ordinal] = shape.question();
    now.parts[ordinal] = parts;
    now.held[ordinal] = true;
    if (session != 0) {
      link(now, ordinal, session, position);
    }
  }

  private void link(Table now, int ordinal, long session, int position) {
    now.session[ordinal] = session;
    now.position[ordinal] = position;
    int before = lastOfSession.getOrDefault(session, NONE);
    int after = NONE;
    while (before != NONE && now.position[before] > position) {
      after = before;
      before = now.before[before];
    }
    now.before[ordinal] = before;
    now.after[ordinal] = after;
    if (before != NONE) {
      now.after[before] = ordinal;
    }
    if (after != NONE) {
      now.before[after] = ordinal;
    } else {
      lastOfSession.put(session, ordinal);
    }
  }

  private void remove(int ordinal) {
    Table now = table;
    if (ordinal >= now.room() || !now.held[ordinal]) {
      return;
    }
    now.held[ordinal] = false;
    int before = now.before[ordinal];
    int after = now.after[ordinal];
    if (before != NONE) {
      now.after[before] = after;
    }
    if (after != NONE) {
      now.before[after] = before;
    } else if (before != NONE) {
      lastOfSession.put(now.session[ordinal], before);
    } else {
      lastOfSession.remove(now.session[ordinal]);
    }
    now.before[ordinal] = NONE;
    now.after[ordinal] = NONE;
    now.session[ordinal] = 0;
  }

  private Table roomFor(int ordinal) {
    Table now = table;
    if (ordinal >= now.room()) {
      now = new Table(now, Math.max(64, Math.max(ordinal + 1, now.room() * 3 / 2)));
      table = now;
    }
    return now;
  }

  @Override
  public void publish() {
    // every change is visible at once
  }

  @Override
  public IndexImage image() {
    String name = FILE_PREFIX + ++saves;
    return new IndexImage(List.of(new IndexImage.File(name, this::write)));
  }

  private byte[] write() {
    Table now = table;
    int held = 0;
    for (boolean one : now.held) {
      held += one ? 1 : 0;
    }
    var out = ByteBuffer.allocate(held * ENTRY_BYTES);
    for (int ordinal = 0; ordinal < now.room(); ordinal++) {
      if (now.held[ordinal]) {
        out.putInt(ordinal).putLong(now.session[ordinal]).putInt(now.position[ordinal]);
        out.putInt(now.day[ordinal]);
        out.putShort(now.words[ordinal]);
        out.put((byte) (now.question[ordinal] ? 1 : 0)).put(now.parts[ordinal]);
      }
    }
    return CheckedImage.seal(out.array());
  }

  @Override
  public void load(Map<String, byte[]> files) {
    clear();
    String name = files.keySet().iterator().next();
    saves = Long.parseLong(name.substring(FILE_PREFIX.length()));
    var in = ByteBuffer.wrap(CheckedImage.open(Objects.requireNonNull(files.get(name))));
    try {
      while (in.hasRemaining()) {
        int ordinal = in.getInt();
        long session = in.getLong();
        int position = in.getInt();
        int day = in.getInt();
        var shape = new TextShape(in.getShort(), in.get() == 1);
        put(ordinal, session, position, day, shape, in.get());
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException damaged) {
      clear();
      throw damaged;
    }
  }

  @Override
  public void clear() {
    lastOfSession.clear();
    table = new Table(0);
  }

  @Override
  public long fingerprint() {
    Table now = table;
    long sum = 0;
    for (int ordinal = 0; ordinal < now.room(); ordinal++) {
      if (now.held[ordinal]) {
        long one = 31L * (31L * ordinal + now.before[ordinal]) + now.after[ordinal];
        one = 31L * (31L * one + now.session[ordinal]) + now.words[ordinal];
        one =
            31L * (31L * one + now.day[ordinal])
                + (now.question[ordinal] ? 1 : 0)
                + 2 * now.parts[ordinal];
        sum += one * 0x9E3779B97F4A7C15L;
      }
    }
    return sum;
  }

  @Override
  public long ramBytes() {
    return 29L * table.room() + 64L * lastOfSession.size();
  }

  @Override
  public void close() {}
}
