package dev.engram.internal.projection;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.MemoryRow;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The {@link Marks} and {@link WordPairs} of each active memory.
 *
 * <p>Only the writer changes the arrays; searches read single elements and may see a memory of the
 * present commit a moment early, which costs nothing: what they find is still filtered.
 *
 * <p>Saved as one {@link CheckedImage}: for each memory, in order of ordinals, {@code int ordinal,
 * long marks, short pairs, pairs × short pair}.
 */
public final class MarkProjection implements Projection {
  private static final String FILE_PREFIX = "marks-";
  private static final int ENTRY_BYTES = 14;
  private static final short[] NO_PAIRS = {};

  private volatile Table table = new Table(new long[0], new short[0][]);
  private long saves;

  @SuppressWarnings("ArrayRecordComponent") // two parallel arrays are the point on this hot path
  private record Table(long[] marks, short[][] pairs) {
    Table withRoomFor(int ordinal) {
      if (ordinal < marks.length) {
        return this;
      }
      int room = Math.max(64, Math.max(ordinal + 1, marks.length * 3 / 2));
      short[][] more = Arrays.copyOf(pairs, room);
      Arrays.fill(more, pairs.length, room, NO_PAIRS);
      return new Table(Arrays.copyOf(marks, room), more);
    }
  }

  /** A view that stays the same size while a search uses it. Thread-safe. */
  public static final class View {
    private final Table table;

    private View(Table table) {
      this.table = table;
    }

    /** The marks of an ordinal. */
    public Marks marks(int ordinal) {
      return ordinal < table.marks.length ? new Marks(table.marks[ordinal]) : Marks.NONE;
    }

    /** The share of a question's pairs of words that an ordinal's text holds. */
    public float pairs(short[] wanted, int ordinal) {
      return ordinal < table.pairs.length ? WordPairs.share(wanted, table.pairs[ordinal]) : 0;
    }
  }

  /** What is known now. */
  public View view() {
    return new View(table);
  }

  @Override
  public String name() {
    return "marks";
  }

  @Override
  public String format() {
    return "1";
  }

  @Override
  public Set<Attached.Part> reads() {
    return Set.of(Attached.Part.TIMES, Attached.Part.IMPORTANCE);
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    boolean active = row.recallable();
    if (active) {
      String text = row.memory().traits().text();
      put(row.ordinal(), Marks.of(row.memory(), attached).bits(), WordPairs.of(text));
    } else if (row.ordinal() < table.marks.length) {
      put(row.ordinal(), 0, NO_PAIRS);
    }
  }

  private void put(int ordinal, long marks, short[] pairs) {
    Table now = table.withRoomFor(ordinal);
    now.marks[ordinal] = marks;
    now.pairs[ordinal] = pairs;
    table = now;
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

  private static boolean holds(Table table, int ordinal) {
    return table.marks[ordinal] != 0 || table.pairs[ordinal].length > 0;
  }

  private byte[] write() {
    Table now = table;
    int bytes = 0;
    for (int ordinal = 0; ordinal < now.marks.length; ordinal++) {
      bytes += holds(now, ordinal) ? ENTRY_BYTES + 2 * now.pairs[ordinal].length : 0;
    }
    var out = ByteBuffer.allocate(bytes);
    for (int ordinal = 0; ordinal < now.marks.length; ordinal++) {
      if (holds(now, ordinal)) {
        short[] pairs = now.pairs[ordinal];
        out.putInt(ordinal).putLong(now.marks[ordinal]).putShort((short) pairs.length);
        for (short pair : pairs) {
          out.putShort(pair);
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
        long marks = in.getLong();
        short[] pairs = new short[in.getShort() & 0xFFFF];
        for (int i = 0; i < pairs.length; i++) {
          pairs[i] = in.getShort();
        }
        put(ordinal, marks, pairs);
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException damaged) {
      clear();
      throw damaged;
    }
  }

  @Override
  public void clear() {
    table = new Table(new long[0], new short[0][]);
  }

  @Override
  public long fingerprint() {
    Table now = table;
    long sum = 0;
    for (int ordinal = 0; ordinal < now.marks.length; ordinal++) {
      if (holds(now, ordinal)) {
        long one = 31L * (31L * ordinal + now.marks[ordinal]) + Arrays.hashCode(now.pairs[ordinal]);
        sum += one * 0x9E3779B97F4A7C15L;
      }
    }
    return sum;
  }

  @Override
  public long ramBytes() {
    Table now = table;
    long bytes = 12L * now.marks.length;
    for (short[] pairs : now.pairs) {
      bytes += pairs.length == 0 ? 0 : 16 + 2L * pairs.length;
    }
    return bytes;
  }

  @Override
  public void close() {}
}
