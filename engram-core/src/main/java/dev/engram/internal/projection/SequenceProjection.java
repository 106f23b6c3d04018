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

/**
 * The order of turns within each session: what was said just before and just after a turn is its
 * context.
 *
 * <p>Active turns of a session form a doubly linked list over ordinals, kept in flat arrays. A turn
 * stands by its position, which later versions inherit, so a new version takes the old one's place.
 * Only the writer links; searches read single {@code int}s and may see a turn of the present commit
 * a moment early, which costs nothing: what they find is still filtered and hydrated.
 *
 * <p>Saved as one file: for each linked turn, in order of ordinals, {@code int ordinal, long
 * session, int position}.
 */
public final class SequenceProjection implements Projection {
  private static final String FILE_PREFIX = "turns-";
  private static final int ENTRY_BYTES = 16;

  /** No turn. */
  public static final int NONE = -1;

  private final Map<Long, Integer> lastOfSession = new HashMap<>();
  private volatile Links links = new Links(0);
  private long saves;

  private static final class Links {
    final int[] before;
    final int[] after;
    final int[] position;
    final long[] session;

    Links(int room) {
      before = filled(room);
      after = filled(room);
      position = new int[room];
      session = new long[room];
    }

    Links(Links from, int room) {
      before = filled(room);
      after = filled(room);
      System.arraycopy(from.before, 0, before, 0, from.before.length);
      System.arraycopy(from.after, 0, after, 0, from.after.length);
      position = Arrays.copyOf(from.position, room);
      session = Arrays.copyOf(from.session, room);
    }

    private static int[] filled(int room) {
      int[] array = new int[room];
      Arrays.fill(array, NONE);
      return array;
    }
  }

  /** The turn said just before an ordinal in its session, or {@link #NONE}. */
  public int before(int ordinal) {
    int[] before = links.before;
    return ordinal < before.length ? before[ordinal] : NONE;
  }

  /** The turn said just after an ordinal in its session, or {@link #NONE}. */
  public int after(int ordinal) {
    int[] after = links.after;
    return ordinal < after.length ? after[ordinal] : NONE;
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
    unlink(row.ordinal());
    if (row.memory().traits().state() == MemoryState.ACTIVE) {
      link(row.ordinal(), row.session(), row.position());
    }
  }

  private void unlink(int ordinal) {
    Links now = links;
    if (ordinal >= now.session.length || now.session[ordinal] == 0) {
      return;
    }
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

  private void link(int ordinal, long session, int position) {
    Links now = roomFor(ordinal);
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

  private Links roomFor(int ordinal) {
    Links now = links;
    if (ordinal >= now.session.length) {
      now = new Links(now, Math.max(64, Math.max(ordinal + 1, now.session.length * 3 / 2)));
      links = now;
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
    Links now = links;
    int linked = 0;
    for (long session : now.session) {
      linked += session == 0 ? 0 : 1;
    }
    var out = ByteBuffer.allocate(linked * ENTRY_BYTES);
    for (int ordinal = 0; ordinal < now.session.length; ordinal++) {
      if (now.session[ordinal] != 0) {
        out.putInt(ordinal).putLong(now.session[ordinal]).putInt(now.position[ordinal]);
      }
    }
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
        link(in.getInt(), in.getLong(), in.getInt());
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException damaged) {
      clear();
      throw damaged;
    }
  }

  @Override
  public void clear() {
    lastOfSession.clear();
    links = new Links(0);
  }

  @Override
  public long ramBytes() {
    return 20L * links.session.length + 64L * lastOfSession.size();
  }

  @Override
  public void close() {}
}
