package dev.engram.internal.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Vantage;
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
 * Who may see what, and of what time: a bitmap of active ordinals for each scope and each kind, and
 * one of past facts for each scope. A principal's filter is the union of its scopes, cut to the
 * kinds and the moment it asks for, and is an input to every signal. Past facts, those that gave
 * way to others, are in it only where the past is asked for; flagged ones, which look like
 * instructions to a model, only where they are.
 *
 * <p>The writer changes bitmaps of its own and publishes immutable copies of those it touched, so a
 * filter is always made from one state. Filters are cached until the state changes, but for those
 * of a moment, which rarely come twice.
 *
 * <p>Saved as one {@link CheckedImage}: {@code int} number of entries; for each entry its key in
 * modified UTF-8 ({@code scope:…}, {@code kind:…}, {@code past:…} with a scope, {@code past},
 * {@code pending}, {@code derived} or {@code flagged}) and a portable Roaring bitmap; {@code int}
 * number of intervals; for each, in order, {@code int ordinal, long begin, long end} in
 * microseconds, the largest number for no end.
 */
public final class VisibilityProjection implements Projection {
  static final String NAME = "visibility";

  private static final String FILE_PREFIX = "bitmaps-";

  private final Map<String, RoaringBitmap> own = new HashMap<>();
  private final Set<String> touched = new HashSet<>();
  private final Intervals intervals = new Intervals();
  private volatile Sight state = new Sight(Map.of(), Intervals.Snapshot.EMPTY, 0);
  private final Cache<Sight.Wanted, Made> filters = Caffeine.newBuilder().maximumSize(256).build();
  private long saves;

  private record Made(long version, Visible visible) {}

  /**
   * What a principal sees from where it looks.
   *
   * @param filter the visible ordinals of the kinds asked for
   * @param own those of them that stand for themselves; of past facts all, where the past was asked
   *     for as such
   * @param derived those of them that are facts found in episodes
   * @param past those of either that gave way since; none in the present
   * @param pending how many of them have no vectors yet
   * @param flagged those that are flagged, in the filter or kept out of it
   */
  public record Visible(
      OrdinalFilter filter,
      OrdinalFilter own,
      OrdinalFilter derived,
      OrdinalFilter past,
      int pending,
      OrdinalFilter flagged) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String format() {
    return "5";
  }

  /**
   * The ordinals that these scopes and kinds allow, flagged ones left out; {@code everything}
   * overrides the scopes.
   */
  public Visible visible(Set<Scope> scopes, boolean everything, Set<MemoryKind> kinds) {
    return visible(scopes, everything, kinds, Vantage.PRESENT, false);
  }

  /** The same as they stood at another moment, or with the past, or with those that are flagged. */
  public Visible visible(
      Set<Scope> scopes,
      boolean everything,
      Set<MemoryKind> kinds,
      Vantage vantage,
      boolean flagged) {
    Sight now = state;
    Set<Scope> of = everything ? Set.of() : Set.copyOf(scopes);
    var wanted = new Sight.Wanted(of, everything, kinds, vantage, flagged);
    if (vantage.asOf().isPresent()) {
      return now.visible(wanted);
    }
    Made made = filters.getIfPresent(wanted);
    if (made == null || made.version != now.version()) {
      made = new Made(now.version(), now.visible(wanted));
      filters.put(wanted, made);
    }
    return made.visible;
  }

  /** How many active memories a scope has. */
  public int active(Scope scope) {
    return state.get(Sight.key(scope)).getCardinality();
  }

  /** How many active memories each kind has. */
  public Map<MemoryKind, Integer> counts() {
    Sight now = state;
    var counts = new EnumMap<MemoryKind, Integer>(MemoryKind.class);
    for (MemoryKind kind : MemoryKind.values()) {
      counts.put(kind, now.get(Sight.key(kind)).getCardinality());
    }
    return counts;
  }

  /**
   * How many should have vectors: active memories and past facts.
   *
   * @param vectors how many of them have
   * @param total how many there are
   */
  public record Standing(int vectors, int total) {}

  /** How many should have vectors, and have. */
  public Standing standing() {
    Sight now = state;
    int total = now.get(Sight.PAST).getCardinality();
    for (MemoryKind kind : MemoryKind.values()) {
      total += now.get(Sight.key(kind)).getCardinality();
    }
    return new Standing(total - now.get(Sight.PENDING).getCardinality(), total);
  }

  /** How many active memories have no vectors yet. */
  public int pending() {
    Sight now = state;
    return RoaringBitmap.andNotCardinality(now.get(Sight.PENDING), now.get(Sight.PAST));
  }

  /** It counts those that have none. */
  @Override
  public boolean knowsVectors() {
    return true;
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    boolean active = row.active();
    boolean past = row.past();
    set(Sight.key(row.memory().scope()), row.ordinal(), active);
    set(Sight.key(row.memory().kind()), row.ordinal(), active);
    set(Sight.PAST, row.ordinal(), past);
    set(Sight.pastKey(row.memory().scope()), row.ordinal(), past);
    set(Sight.PENDING, row.ordinal(), (active || past) && !row.memory().traits().embedded());
    set(Sight.FLAGGED, row.ordinal(), (active || past) && row.memory().traits().flagged());
    set(Sight.DERIVED, row.ordinal(), (active || past) && row.origin() != OriginProjection.NONE);
    intervals.apply(row);
  }

  private void set(String key, int ordinal, boolean member) {
    RoaringBitmap bitmap = own.computeIfAbsent(key, absent -> new RoaringBitmap());
    if (member ? bitmap.checkedAdd(ordinal) : bitmap.checkedRemove(ordinal)) {
      touched.add(key);
    }
  }

  @Override
  public void publish() {
    if (touched.isEmpty() && !intervals.changed()) {
      return;
    }
    var next = new HashMap<>(state.bitmaps());
    touched.forEach(key -> next.put(key, own.getOrDefault(key, new RoaringBitmap()).clone()));
    touched.clear();
    var then = intervals.changed() ? intervals.published() : state.intervals();
    state = new Sight(Map.copyOf(next), then, state.version() + 1);
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
      var filled = new TreeMap<>(own);
      filled.values().removeIf(RoaringBitmap::isEmpty); // a scope that is gone leaves no name
      out.writeInt(filled.size());
      for (var entry : filled.entrySet()) {
        out.writeUTF(entry.getKey());
        entry.getValue().runOptimize();
        entry.getValue().serialize(out);
      }
      intervals.write(out);
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
      intervals.read(in);
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
    intervals.clear();
    state = new Sight(Map.of(), Intervals.Snapshot.EMPTY, state.version() + 1);
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
    return sum + intervals.fingerprint();
  }

  @Override
  public long ramBytes() {
    Sight now = state;
    long bitmaps =
        now.bitmaps().values().stream().mapToLong(RoaringBitmap::getLongSizeInBytes).sum();
    return 2 * bitmaps + now.intervals().ramBytes();
  }

  @Override
  public void close() {}
}
