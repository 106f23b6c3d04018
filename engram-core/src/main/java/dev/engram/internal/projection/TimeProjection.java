package dev.engram.internal.projection;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * When memories happened, and the times that their texts speak of (spec §39.2): each in an ordered
 * index, and by ordinal. A memory that does not know when it happened stands at the moment it was
 * learned. Times are whole seconds since 1970; both ends of a moment are equal.
 *
 * <p>Only the writer changes the tables; a search may see a memory of the present commit a moment
 * early, and one that is gone until the next merge: what it finds is still filtered.
 *
 * <p>Saved as one {@link CheckedImage}: for each memory, by ordinal, {@code int ordinal, long from,
 * long to, int mentioned, mentioned × (long from, long to)}.
 */
public final class TimeProjection implements Projection {
  private static final String FILE_PREFIX = "times-";
  private static final long ABSENT = Long.MIN_VALUE;
  private static final long[] NEVER = new long[0];

  private final SpanIndex happened = new SpanIndex();
  private final SpanIndex mentioned = new SpanIndex();
  private volatile Table table = new Table(0);
  private int gone;
  private long saves;

  private static final class Table {
    final long[] from;
    final long[] to;
    final AtomicReferenceArray<long[]> mentions;

    Table(int room) {
      from = new long[room];
      to = new long[room];
      mentions = new AtomicReferenceArray<>(room);
      Arrays.fill(from, ABSENT);
    }

    Table(Table old, int room) {
      this(room);
      System.arraycopy(old.from, 0, from, 0, old.from.length);
      System.arraycopy(old.to, 0, to, 0, old.to.length);
      for (int i = 0; i < old.from.length; i++) {
        mentions.setPlain(i, old.mentions.getPlain(i));
      }
    }

    boolean holds(int ordinal) {
      return ordinal < from.length && from[ordinal] != ABSENT;
    }

    long[] mentions(int ordinal) {
      long[] found = mentions.get(ordinal);
      return found == null ? NEVER : found;
    }
  }

  /** Told of one stretch of one memory; answers whether to go on. */
  @FunctionalInterface
  public interface Visitor {
    /** A stretch from one second to another; the two are equal for a moment. */
    boolean visit(int ordinal, long from, long to);
  }

  /** What a search reads. Thread-safe. */
  public static final class View {
    private final Table table;
    private final SpanIndex.Runs happened;
    private final SpanIndex.Runs mentioned;

    private View(Table table, SpanIndex.Runs happened, SpanIndex.Runs mentioned) {
      this.table = table;
      this.happened = happened;
      this.mentioned = mentioned;
    }

    /** One more than the largest ordinal that is known. */
    public int room() {
      return table.from.length;
    }

    /** Whether anything is known of an ordinal. */
    public boolean holds(int ordinal) {
      return table.holds(ordinal);
    }

    /** When a memory happened, or began to; of one that is held. */
    public long from(int ordinal) {
      return table.from[ordinal];
    }

    /** When a memory ended; of one that is held. */
    public long to(int ordinal) {
      return table.to[ordinal];
    }

    /** The times that a text speaks of, as pairs of from and to; not to be changed. */
    public long[] mentioned(int ordinal) {
      return table.holds(ordinal) ? table.mentions(ordinal) : NEVER;
    }

    /** Visits memories that happened within or next to a range. Cost: what is found. */
    public void happening(long from, long to, Visitor visitor) {
      happened.touching(
          from,
          to,
          (ordinal, start, end) ->
              !table.holds(ordinal)
                  || table.from[ordinal] != start
                  || visitor.visit(ordinal, start, end));
    }

    /** Visits times spoken of within or next to a range. Cost: what is found. */
    public void mentioning(long from, long to, Visitor visitor) {
      mentioned.touching(
          from,
          to,
          (ordinal, start, end) ->
              !speaksOf(table, ordinal, start, end) || visitor.visit(ordinal, start, end));
    }
  }

  private static boolean speaksOf(Table table, int ordinal, long from, long to) {
    if (!table.holds(ordinal)) {
      return false;
    }
    long[] spans = table.mentions(ordinal);
    for (int i = 0; i < spans.length; i += 2) {
      if (spans[i] == from && spans[i + 1] == to) {
        return true;
      }
    }
    return false;
  }

  /** What is known now. */
  public View view() {
    SpanIndex.Runs ofEvents = happened.runs();
    SpanIndex.Runs ofTexts = mentioned.runs();
    return new View(table, ofEvents, ofTexts);
  }

  @Override
  public String name() {
    return "times";
  }

  @Override
  public String format() {
    return "1";
  }

  @Override
  public Set<Attached.Part> reads() {
    return EnumSet.of(Attached.Part.TIMES);
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    if (!row.recallable()) {
      remove(row.ordinal());
      return;
    }
    Traits traits = row.memory().traits();
    TimeSpan when = traits.occurred().orElseGet(() -> TimeSpan.at(traits.learned()));
    long[] spoken = new long[2 * attached.times().size()];
    for (int i = 0; i < attached.times().size(); i++) {
      spoken[2 * i] = attached.times().get(i).from().getEpochSecond();
      spoken[2 * i + 1] = attached.times().get(i).to().getEpochSecond();
    }
    put(row.ordinal(), when.from().getEpochSecond(), when.to().getEpochSecond(), spoken);
  }

  private void put(int ordinal, long from, long to, long[] spoken) {
    Table now = table;
    if (now.holds(ordinal)) {
      boolean same =
          now.from[ordinal] == from
              && now.to[ordinal] == to
              && Arrays.equals(now.mentions(ordinal), spoken);
      if (same) {
        return;
      }
      remove(ordinal);
      compact();
    }
    if (ordinal >= now.from.length) {
      int room = Math.max(64, Math.max(ordinal + 1, now.from.length / 2 * 3));
      now = new Table(now, room);
      table = now;
    }
    now.to[ordinal] = to;
    now.mentions.set(ordinal, spoken.length == 0 ? null : spoken);
    now.from[ordinal] = from;
    happened.add(ordinal, from, to, this::happenedAt);
    for (int i = 0; i < spoken.length; i += 2) {
      mentioned.add(ordinal, spoken[i], spoken[i + 1], this::spokenOf);
    }
  }

  private boolean happenedAt(int ordinal, long from, long to) {
    Table now = table;
    return now.holds(ordinal) && now.from[ordinal] == from && now.to[ordinal] == to;
  }

  private boolean spokenOf(int ordinal, long from, long to) {
    return speaksOf(table, ordinal, from, to);
  }

  private void remove(int ordinal) {
    Table now = table;
    if (!now.holds(ordinal)) {
      return;
    }
    now.from[ordinal] = ABSENT;
    now.mentions.set(ordinal, null);
    if (++gone > happened.size() / 4) {
      compact();
    }
  }

  private void compact() {
    happened.compact(this::happenedAt);
    mentioned.compact(this::spokenOf);
    gone = 0;
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
    int bytes = 0;
    for (int ordinal = 0; ordinal < now.from.length; ordinal++) {
      bytes += now.holds(ordinal) ? 24 + 8 * now.mentions(ordinal).length : 0;
    }
    var out = ByteBuffer.allocate(bytes);
    for (int ordinal = 0; ordinal < now.from.length; ordinal++) {
      if (now.holds(ordinal)) {
        long[] spoken = now.mentions(ordinal);
        out.putInt(ordinal).putLong(now.from[ordinal]).putLong(now.to[ordinal]);
        out.putInt(spoken.length / 2);
        for (long second : spoken) {
          out.putLong(second);
        }
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
        long from = in.getLong();
        long to = in.getLong();
        long[] spoken = new long[2 * in.getInt()];
        for (int i = 0; i < spoken.length; i++) {
          spoken[i] = in.getLong();
        }
        put(ordinal, from, to, spoken);
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException damaged) {
      clear();
      throw damaged;
    }
  }

  @Override
  public void clear() {
    table = new Table(0);
    happened.clear();
    mentioned.clear();
    gone = 0;
  }

  @Override
  public long fingerprint() {
    Table now = table;
    long sum = 0;
    for (int ordinal = 0; ordinal < now.from.length; ordinal++) {
      if (now.holds(ordinal)) {
        long one = 31L * (31L * ordinal + now.from[ordinal]) + now.to[ordinal];
        sum += (31L * one + Arrays.hashCode(now.mentions(ordinal))) * 0x9E3779B97F4A7C15L;
      }
    }
    return sum;
  }

  @Override
  public long ramBytes() {
    Table now = table;
    long bytes = 20L * now.from.length + happened.ramBytes() + mentioned.ramBytes();
    for (int ordinal = 0; ordinal < now.from.length; ordinal++) {
      long[] spoken = now.mentions(ordinal);
      bytes += spoken.length == 0 ? 0 : 16 + 8L * spoken.length;
    }
    return bytes;
  }

  @Override
  public void close() {}
}
