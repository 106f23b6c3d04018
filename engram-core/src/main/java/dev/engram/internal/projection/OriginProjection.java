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
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which episode each fact was found in, so that recall can let a fact speak for the words it came
 * from.
 *
 * <p>A fact names its episode's root, which later versions of the episode share; so the present
 * version of every episode that has more than one is held as well. Only the writer changes the
 * table; searches may see a row of the present commit a moment early, which costs nothing, since
 * what they find is still filtered.
 *
 * <p>Saved as one {@link CheckedImage}: {@code int facts, facts × (int ordinal, int root), int
 * versions, versions × (int root, int ordinal)}, each in ascending order.
 */
public final class OriginProjection implements Projection {
  /** No episode. */
  public static final int NONE = 0;

  private static final String FILE_PREFIX = "origin-";

  private volatile int[] roots = new int[0];
  private final Map<Integer, Integer> present = new ConcurrentHashMap<>();
  private long saves;

  /**
   * The present version of the episode that a fact was found in, active or not, or {@link #NONE}.
   */
  public int origin(int ordinal) {
    int[] now = roots;
    int root = ordinal < now.length ? now[ordinal] : NONE;
    return root == NONE ? NONE : present.getOrDefault(root, root);
  }

  @Override
  public String name() {
    return "origin";
  }

  @Override
  public String format() {
    return "2";
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    boolean active = row.active();
    if ((active || row.past()) && row.origin() != NONE) {
      put(row.ordinal(), row.origin());
    } else if (row.ordinal() < roots.length) {
      roots[row.ordinal()] = NONE;
    }
    if (active && row.root() != row.ordinal()) {
      present.put(row.root(), row.ordinal());
    } else if (!active) {
      present.remove(row.root(), row.ordinal());
    }
  }

  private void put(int ordinal, int root) {
    int[] now = roots;
    if (ordinal >= now.length) {
      now = Arrays.copyOf(now, Math.max(64, Math.max(ordinal + 1, now.length * 3 / 2)));
      roots = now;
    }
    now[ordinal] = root;
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
    int[] now = roots;
    int facts = facts(now);
    var out = ByteBuffer.allocate(8 + 8 * facts + 8 * present.size());
    out.putInt(facts);
    for (int ordinal = 0; ordinal < now.length; ordinal++) {
      if (now[ordinal] != NONE) {
        out.putInt(ordinal).putInt(now[ordinal]);
      }
    }
    out.putInt(present.size());
    present.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> out.putInt(entry.getKey()).putInt(entry.getValue()));
    return CheckedImage.seal(out.array());
  }

  private static int facts(int[] roots) {
    int facts = 0;
    for (int root : roots) {
      facts += root == NONE ? 0 : 1;
    }
    return facts;
  }

  @Override
  public void load(Map<String, byte[]> files) {
    clear();
    String name = files.keySet().iterator().next();
    saves = Long.parseLong(name.substring(FILE_PREFIX.length()));
    var in = ByteBuffer.wrap(CheckedImage.open(Objects.requireNonNull(files.get(name))));
    try {
      int facts = in.getInt();
      for (int i = 0; i < facts; i++) {
        put(in.getInt(), in.getInt());
      }
      int versions = in.getInt();
      for (int i = 0; i < versions; i++) {
        present.put(in.getInt(), in.getInt());
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException damaged) {
      clear();
      throw damaged;
    }
  }

  @Override
  public void clear() {
    present.clear();
    roots = new int[0];
  }

  @Override
  public long fingerprint() {
    int[] now = roots;
    long sum = 0;
    for (int ordinal = 0; ordinal < now.length; ordinal++) {
      if (now[ordinal] != NONE) {
        sum += (31L * ordinal + now[ordinal]) * 0x9E3779B97F4A7C15L;
      }
    }
    for (var entry : present.entrySet()) {
      sum += (37L * entry.getKey() + entry.getValue()) * 0xC2B2AE3D27D4EB4FL;
    }
    return sum;
  }

  @Override
  public long ramBytes() {
    return 4L * roots.length + 64L * present.size();
  }

  @Override
  public void close() {}
}
