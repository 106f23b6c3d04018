package dev.engram.internal.projection;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.MemoryState;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The order of turns within each session: what was said just before and just after a turn is its
 * context.
 *
 * <p>For each session it holds the active ordinals in the order of their positions; a new version of
 * a turn takes the old one's place. Sessions are immutable values in a concurrent map, replaced by
 * the writer, read without locks; appending copies the session's arrays only when they are full.
 *
 * <p>Saved as one file: for each session {@code long session, int count}, then {@code count} pairs
 * {@code int position, int ordinal}.
 */
final class SequenceProjection implements Projection {
  private static final String FILE_PREFIX = "sessions-";

  private final Map<Long, Turns> sessions = new ConcurrentHashMap<>();
  private volatile Places places = new Places(new long[0], new int[0]);
  private long saves;

  /** Where each ordinal stands: its session (0 for none) and its position there. */
  @SuppressWarnings("ArrayRecordComponent") // written by the writer alone, read as plain memory
  private record Places(long[] session, int[] position) {}

  /** The turns of a session, in order; only the first {@code count} entries count. */
  @SuppressWarnings("ArrayRecordComponent") // immutable up to count
  private record Turns(int[] positions, int[] ordinals, int count) {
    static final Turns NONE = new Turns(new int[4], new int[4], 0);

    int find(int position) {
      return Arrays.binarySearch(positions, 0, count, position);
    }

    Turns with(int position, int ordinal) {
      int at = find(position);
      if (at >= 0) {
        int[] replaced = ordinals.clone();
        replaced[at] = ordinal;
        return new Turns(positions, replaced, count);
      }
      int insert = -at - 1;
      boolean full = count == positions.length;
      boolean shared = full || insert < count;
      int room = full ? 2 * count : positions.length;
      int[] nextPositions = shared ? Arrays.copyOf(positions, room) : positions;
      int[] nextOrdinals = shared ? Arrays.copyOf(ordinals, room) : ordinals;
      System.arraycopy(positions, insert, nextPositions, insert + 1, count - insert);
      System.arraycopy(ordinals, insert, nextOrdinals, insert + 1, count - insert);
      nextPositions[insert] = position;
      nextOrdinals[insert] = ordinal;
      return new Turns(nextPositions, nextOrdinals, count + 1);
    }

    Turns without(int position, int ordinal) {
      int at = find(position);
      if (at < 0 || ordinals[at] != ordinal) {
        return this;
      }
      int[] nextPositions = positions.clone();
      int[] nextOrdinals = ordinals.clone();
      System.arraycopy(positions, at + 1, nextPositions, at, count - at - 1);
      System.arraycopy(ordinals, at + 1, nextOrdinals, at, count - at - 1);
      return new Turns(nextPositions, nextOrdinals, count - 1);
    }
  }

  /**
   * The turn that stands {@code distance} places after (or, if negative, before) an ordinal in its
   * session.
   *
   * @return an ordinal, or -1 when there is none
   */
  int neighbour(int ordinal, int distance) {
    Places now = places;
    if (ordinal >= now.session.length || now.session[ordinal] == 0) {
      return -1;
    }
    Turns turns = sessions.get(now.session[ordinal]);
    if (turns == null) {
      return -1;
    }
    int at = turns.find(now.position[ordinal]);
    int wanted = at + distance;
    return at < 0 || wanted < 0 || wanted >= turns.count ? -1 : turns.ordinals[wanted];
  }

  /** The session of an ordinal, or 0 when it is in none. */
  long session(int ordinal) {
    Places now = places;
    return ordinal < now.session.length ? now.session[ordinal] : 0;
  }

  /** The last turn of a session, or -1 when it has none. */
  int last(long session) {
    Turns turns = sessions.getOrDefault(session, Turns.NONE);
    return turns.count == 0 ? -1 : turns.ordinals[turns.count - 1];
  }

  @Override
  public String name() {
    return "sequence";
  }

  @Override
  public String format() {
    return "1";
  }

  @Override
  public void apply(MemoryRow row, Optional<float[][]> vectors) {
    if (row.session() == 0) {
      return;
    }
    place(row.ordinal(), row.session(), row.position());
    boolean active = row.memory().traits().state() == MemoryState.ACTIVE;
    Turns turns = sessions.getOrDefault(row.session(), Turns.NONE);
    Turns next =
        active
            ? turns.with(row.position(), row.ordinal())
            : turns.without(row.position(), row.ordinal());
    sessions.put(row.session(), next);
  }

  private void place(int ordinal, long session, int position) {
    Places now = places;
    if (ordinal >= now.session.length) {
      int room = Math.max(64, Math.max(ordinal + 1, now.session.length * 3 / 2));
      now = new Places(Arrays.copyOf(now.session, room), Arrays.copyOf(now.position, room));
    }
    now.session[ordinal] = session;
    now.position[ordinal] = position;
    places = now;
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
    var copy = new HashMap<>(sessions);
    int size = copy.values().stream().mapToInt(turns -> 12 + 8 * turns.count).sum();
    var out = ByteBuffer.allocate(size);
    copy.forEach(
        (session, turns) -> {
          out.putLong(session).putInt(turns.count);
          for (int i = 0; i < turns.count; i++) {
            out.putInt(turns.positions[i]).putInt(turns.ordinals[i]);
          }
        });
    return out.array();
  }

  @Override
  public void load(Map<String, byte[]> files) {
    clear();
    String name = files.keySet().iterator().next();
    saves = Long.parseLong(name.substring(FILE_PREFIX.length()));
    var in = ByteBuffer.wrap(files.get(name));
    try {
      while (in.hasRemaining()) {
        long session = in.getLong();
        int count = in.getInt();
        int[] positions = new int[Math.max(4, count)];
        int[] ordinals = new int[Math.max(4, count)];
        for (int i = 0; i < count; i++) {
          positions[i] = in.getInt();
          ordinals[i] = in.getInt();
          place(ordinals[i], session, positions[i]);
        }
        sessions.put(session, new Turns(positions, ordinals, count));
      }
    } catch (BufferUnderflowException | NegativeArraySizeException damaged) {
      clear();
      throw damaged;
    }
  }

  @Override
  public void clear() {
    sessions.clear();
    places = new Places(new long[0], new int[0]);
  }

  @Override
  public long ramBytes() {
    return 12L * places.session.length
        + sessions.values().stream().mapToLong(turns -> 96 + 8L * turns.positions.length).sum();
  }

  @Override
  public void close() {}
}
