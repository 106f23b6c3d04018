package dev.engram.internal.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.MemoryState;
import dev.engram.scope.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who may see what: a bitmap of active ordinals for each scope and each kind. A principal's filter
 * is the union of its scopes, cut to the kinds it asks for, and is an input to every signal.
 *
 * <p>The writer changes bitmaps of its own and publishes immutable copies of those it touched, so a
 * filter is always made from one state. Filters are cached until the state changes.
 *
 * <p>Saved as one {@link CheckedImage}: {@code int} number of entries; for each entry its key in
 * modified UTF-8 ({@code scope:…}, {@code kind:…}, {@code pending} or {@code derived}) and a
 * portable Roaring bitmap.
 */
public final class VisibilityProjection implements Projection {
  static final String NAME = "visibility";

  private static final String FILE_PREFIX = "bitmaps-";
  private static final String PENDING = "pending";
  private static final String DERIVED = "derived";
  private static final RoaringBitmap NONE = new RoaringBitmap();

  private final Map<String, RoaringBitmap> own = new HashMap<>();
  private final Set<String> touched = new HashSet<>();
  private volatile State state = new State(Map.of(), 0);
  private final Cache<Wanted, Made> filters = Caffeine.newBuilder().maximumSize(256).build();
  private long saves;

  private record State(Map<String, RoaringBitmap> bitmaps, long version) {
    RoaringBitmap get(String key) {
      return bitmaps.getOrDefault(key, NONE);
    }
  }

  private record Wanted(Set<Scope> scopes, boolean everything, Set<MemoryKind> kinds) {}

  private record Made(long version, Visible visible) {}

  /**
   * What a principal sees now.
   *
   * @param filter the visible ordinals of the kinds asked for
   * @param own those of them that stand for themselves
   * @param derived those of them that are facts found in episodes
   * @param pending how many of them have no vectors yet
   */
  public record Visible(
      OrdinalFilter filter, OrdinalFilter own, OrdinalFilter derived, int pending) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String format() {
    return "3";
  }

  /** The ordinals that these scopes and kinds allow; {@code everything} overrides the scopes. */
  public Visible visible(Set<Scope> scopes, boolean everything, Set<MemoryKind> kinds) {
    State now = state;
    var wanted = new Wanted(everything ? Set.of() : Set.copyOf(scopes), everything, kinds);
    Made made = filters.getIfPresent(wanted);
    if (made == null || made.version != now.version) {
      made = make(now, wanted);
      filters.put(wanted, made);
    }
    return made.visible;
  }

  private static Made make(State state, Wanted wanted) {
    var ofKinds = new RoaringBitmap();
    wanted.kinds.forEach(kind -> ofKinds.or(state.get(key(kind))));
    if (!wanted.everything) {
      var ofScopes = new RoaringBitmap();
      wanted.scopes.forEach(scope -> ofScopes.or(state.get(key(scope))));
      ofKinds.and(ofScopes);
    }
    var visible =
        new Visible(
            OrdinalFilter.of(ofKinds),
            OrdinalFilter.of(RoaringBitmap.andNot(ofKinds, state.get(DERIVED))),
            OrdinalFilter.of(RoaringBitmap.and(ofKinds, state.get(DERIVED))),
            RoaringBitmap.andCardinality(ofKinds, state.get(PENDING)));
    return new Made(state.version, visible);
  }

  /** How many active memories each kind has. */
  public Map<MemoryKind, Integer> counts() {
    State now = state;
    var counts = new EnumMap<MemoryKind, Integer>(MemoryKind.class);
    for (MemoryKind kind : MemoryKind.values()) {
      counts.put(kind, now.get(key(kind)).getCardinality());
    }
    return counts;
  }

  /** How many active memories have no vectors yet. */
  public int pending() {
    return state.get(PENDING).getCardinality();
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    boolean active = row.memory().traits().state() == MemoryState.ACTIVE;
    set(key(row.memory().scope()), row.ordinal(), active);
    set(key(row.memory().kind()), row.ordinal(), active);
    set(PENDING, row.ordinal(), active && !row.memory().traits().embedded());
    set(DERIVED, row.ordinal(), active && row.origin() != OriginProjection.NONE);
  }

  private void set(String key, int ordinal, boolean member) {
    RoaringBitmap bitmap = own.computeIfAbsent(key, absent -> new RoaringBitmap());
    if (member ? bitmap.checkedAdd(ordinal) : bitmap.checkedRemove(ordinal)) {
      touched.add(key);
    }
  }

  @Override
  public void publish() {
    if (touched.isEmpty()) {
      return;
    }
    var next = new HashMap<>(state.bitmaps);
    touched.forEach(key -> next.put(key, own.getOrDefault(key, new RoaringBitmap()).clone()));
    touched.clear();
    state = new State(Map.copyOf(next), state.version + 1);
  }

  @Override
  public IndexImage image() {
    // A fresh name each time: the file is small and changes with every save.
    String name = FILE_PREFIX + ++saves;
    return new IndexImage(List.of(new IndexImage.File(name, this::write)));
  }

  private byte[] write() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(own.size());
      for (var entry : new TreeMap<>(own).entrySet()) {
        out.writeUTF(entry.getKey());
        entry.getValue().runOptimize();
        entry.getValue().serialize(out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return CheckedImage.seal(bytes.toByteArray());
  }

  @Override
  public void load(Map<String, byte[]> files) {
    clear();
    String name = files.keySet().iterator().next();
    saves = Long.parseLong(name.substring(FILE_PREFIX.length()));
    byte[] content = CheckedImage.open(Objects.requireNonNull(files.get(name)));
    try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
      int entries = in.readInt();
      for (int i = 0; i < entries; i++) {
        String key = in.readUTF();
        var bitmap = new RoaringBitmap();
        bitmap.deserialize(in);
        own.put(key, bitmap);
        touched.add(key);
      }
    } catch (IOException damaged) {
      clear();
      throw new UncheckedIOException(damaged);
    }
    publish();
  }

  @Override
  public void clear() {
    own.clear();
    touched.clear();
    state = new State(Map.of(), state.version + 1);
  }

  @Override
  public long fingerprint() {
    long sum = 0;
    for (var entry : own.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        // of the members: a bitmap's own hash depends on how it is compressed
        sum += 31L * entry.getKey().hashCode() ^ Arrays.hashCode(entry.getValue().toArray());
      }
    }
    return sum;
  }

  @Override
  public long ramBytes() {
    return 2 * state.bitmaps.values().stream().mapToLong(RoaringBitmap::getLongSizeInBytes).sum();
  }

  @Override
  public void close() {}

  private static String key(Scope scope) {
    return "scope:" + scope.canonical();
  }

  private static String key(MemoryKind kind) {
    return "kind:" + kind.label();
  }
}
