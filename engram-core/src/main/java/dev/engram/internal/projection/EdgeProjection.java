package dev.engram.internal.projection;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.EdgeTable.EdgeRow;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.MemoryState;
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
 * The edges of every memory, both ways (spec §5).
 *
 * <p>Edges hold to roots, which all versions of a memory share. Each edge is known through the root
 * it starts at: taking in any version of a memory replaces all edges that start there, and mends
 * the other ends. So what is held depends on the edges in the vault alone. Edges of memories that
 * answer no more are held too; whoever walks them asks a filter about every ordinal.
 *
 * <p>Only the writer changes the table; a search sees each memory's edges as they were at one
 * moment, those of two memories perhaps at two.
 *
 * <p>Saved as one {@link CheckedImage}: {@code int edges, edges × (int source root, long edge)}, by
 * source, an edge as {@link Links} packs it; {@code int versions, versions × (int ordinal, int
 * root, byte present)} of versions that are not the first, {@code present} where they are the
 * active one.
 */
public final class EdgeProjection implements Projection {
  private static final String FILE_PREFIX = "edges-";
  private static final int NONE = 0;

  private volatile AtomicReferenceArray<Links> links = new AtomicReferenceArray<>(0);

  /** By ordinal; {@link #NONE} where a memory is its own root. */
  private volatile int[] roots = new int[0];

  /** By root; {@link #NONE} where the first version is the present one. */
  private volatile int[] present = new int[0];

  private long saves;

  /** What a search walks: the tables that are in use when it begins. Thread-safe. */
  public static final class View {
    private final AtomicReferenceArray<Links> links;
    private final int[] roots;
    private final int[] present;

    private View(AtomicReferenceArray<Links> links, int[] roots, int[] present) {
      this.links = links;
      this.roots = roots;
      this.present = present;
    }

    /** The edges of the memory that an ordinal is a version of. */
    public Links of(int ordinal) {
      int root = ordinal < roots.length && roots[ordinal] != NONE ? roots[ordinal] : ordinal;
      Links found = root < links.length() ? links.get(root) : null;
      return found == null ? Links.NONE : found;
    }

    /** The present version of a memory, active or not. */
    public int present(int root) {
      return root < present.length && present[root] != NONE ? present[root] : root;
    }
  }

  /** What is known now. */
  public View view() {
    return new View(links, roots, present);
  }

  @Override
  public String name() {
    return "edges";
  }

  @Override
  public String format() {
    return "1";
  }

  @Override
  public Set<Attached.Part> reads() {
    return EnumSet.of(Attached.Part.EDGES);
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    if (row.ordinal() != row.root()) {
      boolean active = row.memory().traits().state() == MemoryState.ACTIVE;
      version(row.ordinal(), row.root(), active);
    }
    long[] out = new long[attached.edges().size()];
    for (int i = 0; i < out.length; i++) {
      EdgeRow edge = attached.edges().get(i);
      out[i] = Links.pack(edge.target(), edge.type(), edge.weight(), true);
    }
    Arrays.sort(out);
    replace(row.root(), out);
  }

  @Override
  public void gone(int ordinal) {
    int root = ordinal < roots.length ? roots[ordinal] : NONE;
    if (root != NONE) {
      roots[ordinal] = NONE;
      present[root] = NONE;
    }
    Links held = at(ordinal);
    for (int i = 0; i < held.size(); i++) {
      int other = held.root(i);
      put(other, at(other).without(Links.reversed(held.packed(i), ordinal)));
    }
    if (held.size() > 0) {
      put(ordinal, Links.NONE);
    }
  }

  private void version(int ordinal, int root, boolean active) {
    roots = roomFor(roots, ordinal);
    present = roomFor(present, root);
    roots[ordinal] = root;
    if (active) {
      present[root] = ordinal;
    } else if (present[root] == ordinal) {
      present[root] = NONE;
    }
  }

  private static int[] roomFor(int[] array, int index) {
    return index < array.length
        ? array
        : Arrays.copyOf(array, Math.max(64, Math.max(index + 1, array.length * 3 / 2)));
  }

  private void replace(int root, long[] out) {
    long[] before = at(root).allOutgoing();
    if (Arrays.equals(before, out)) {
      return;
    }
    for (long edge : before) {
      if (Arrays.binarySearch(out, edge) < 0) {
        put(root, at(root).without(edge));
        int other = Links.root(edge);
        put(other, at(other).without(Links.reversed(edge, root)));
      }
    }
    for (long edge : out) {
      if (Arrays.binarySearch(before, edge) < 0) {
        connect(root, edge);
      }
    }
  }

  private void connect(int root, long edge) {
    put(root, at(root).with(edge));
    int other = Links.root(edge);
    put(other, at(other).with(Links.reversed(edge, root)));
  }

  private Links at(int root) {
    Links found = root < links.length() ? links.get(root) : null;
    return found == null ? Links.NONE : found;
  }

  private void put(int root, Links changed) {
    AtomicReferenceArray<Links> now = links;
    if (root >= now.length()) {
      now = new AtomicReferenceArray<>(Math.max(64, Math.max(root + 1, now.length() / 2 * 3)));
      for (int i = 0; i < links.length(); i++) {
        now.setPlain(i, links.getPlain(i));
      }
      links = now;
    }
    now.set(root, changed);
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
    int edges = 0;
    for (int root = 0; root < links.length(); root++) {
      edges += at(root).allOutgoing().length;
    }
    int versions = 0;
    for (int root : roots) {
      versions += root == NONE ? 0 : 1;
    }
    var out = ByteBuffer.allocate(8 + 12 * edges + 9 * versions);
    out.putInt(edges);
    for (int root = 0; root < links.length(); root++) {
      for (long edge : at(root).allOutgoing()) {
        out.putInt(root).putLong(edge);
      }
    }
    out.putInt(versions);
    for (int ordinal = 0; ordinal < roots.length; ordinal++) {
      if (roots[ordinal] != NONE) {
        out.putInt(ordinal).putInt(roots[ordinal]);
        out.put((byte) (present[roots[ordinal]] == ordinal ? 1 : 0));
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
      int edges = in.getInt();
      for (int i = 0; i < edges; i++) {
        connect(in.getInt(), in.getLong());
      }
      int versions = in.getInt();
      for (int i = 0; i < versions; i++) {
        version(in.getInt(), in.getInt(), in.get() == 1);
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException damaged) {
      clear();
      throw damaged;
    }
  }

  @Override
  public void clear() {
    links = new AtomicReferenceArray<>(0);
    roots = new int[0];
    present = new int[0];
  }

  @Override
  public long fingerprint() {
    long sum = 0;
    for (int root = 0; root < links.length(); root++) {
      Links held = at(root);
      if (held.size() > 0) {
        sum += (31L * root + held.fingerprint()) * 0x9E3779B97F4A7C15L;
      }
    }
    for (int ordinal = 0; ordinal < roots.length; ordinal++) {
      if (roots[ordinal] != NONE) {
        int now = present[roots[ordinal]];
        sum += (31L * (37L * ordinal + roots[ordinal]) + now) * 0xC2B2AE3D27D4EB4FL;
      }
    }
    return sum;
  }

  @Override
  public long ramBytes() {
    long bytes = 4L * (links.length() + roots.length + present.length);
    for (int root = 0; root < links.length(); root++) {
      Links held = at(root);
      bytes += held.size() == 0 ? 0 : held.ramBytes();
    }
    return bytes;
  }

  @Override
  public void close() {}
}
