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
 * way to others, are in it only where the past is asked for.
 *
 * <p>The writer changes bitmaps of its own and publishes immutable copies of those it touched, so a
 * filter is always made from one state. Filters are cached until the state changes, but for those
 * of a moment, which rarely come twice.
 *
 * <p>Saved as one {@link CheckedImage}: {@code int} number of entries; for each entry its key in
 * modified UTF-8 ({@code scope:…}, {@code kind:…}, {@code past:…} with a scope, {@code past},
 * {@code pending} or {@code derived}) and a portable Roaring bitmap; {@code int} number of
 * intervals; for each, in order, {@code int ordinal, long begin, long end} in microseconds, the
 * largest number for no end.
 */
public final class VisibilityProjection implements Projection {
  static final String NAME = "visibility";

  private static final String FILE_PREFIX = "bitmaps-";
  private static final String PENDING = "pending";
  private static final String DERIVED = "derived";
  private static final String PAST = "past";
  private static final RoaringBitmap NONE = new RoaringBitmap();

  private final Map<String, RoaringBitmap> own = new HashMap<>();
  private final Set<String> touched = new HashSet<>();
  private final Intervals intervals = new Intervals();
  private volatile State state = new State(Map.of(), Intervals.Snapshot.EMPTY, 0);
  private final Cache<Wanted, Made> filters = Caffeine.newBuilder().maximumSize(256).build();
  private long saves;

  private record State(
      Map<String, RoaringBitmap> bitmaps, Intervals.Snapshot intervals, long version) {
    RoaringBitmap get(String key) {
      return bitmaps.getOrDefault(key, NONE);
    }
  }

  private record Wanted(
      Set<Scope> scopes, boolean everything, Set<MemoryKind> kinds, Vantage vantage) {}

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
   */
  public record Visible(
      OrdinalFilter filter,
      OrdinalFilter own,
      OrdinalFilter derived,
      OrdinalFilter past,
      int pending) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String format() {
    return "4";
  }

  /** The ordinals that these scopes and kinds allow; {@code everything} overrides the scopes. */
  public Visible visible(Set<Scope> scopes, boolean everything, Set<MemoryKind> kinds) {
    return visible(scopes, everything, kinds, Vantage.PRESENT);
  }

  /** The same as they stood at another moment, or with the past. */
  public Visible visible(
      Set<Scope> scopes, boolean everything, Set<MemoryKind> kinds, Vantage vantage) {
    State now = state;
    var wanted = new Wanted(everything ? Set.of() : Set.copyOf(scopes), everything, kinds, vantage);
    if (vantage.asOf().isPresent()) {
      return make(now, wanted).visible;
    }
    Made made = filters.getIfPresent(wanted);
    if (made == null || made.version != now.version) {
      made = make(now, wanted);
      filters.put(wanted, made);
    }
    return made.visible;
  }

  private static Made make(State state, Wanted wanted) {
    RoaringBitmap present = present(state, wanted);
    RoaringBitmap past = past(state, wanted);
    wanted
        .vantage
        .asOf()
        .map(moment -> state.intervals.at(moment, wanted.vantage.past()))
        .ifPresent(then -> {
          present.and(then);
          past.and(then);
        });
    RoaringBitmap derived = RoaringBitmap.and(present, state.get(DERIVED));
    RoaringBitmap own = RoaringBitmap.andNot(present, derived);
    if (wanted.vantage.past()) {
      own.or(past);
    } else {
      derived.or(RoaringBitmap.and(past, state.get(DERIVED)));
      own.or(RoaringBitmap.andNot(past, state.get(DERIVED)));
    }
    RoaringBitmap all = RoaringBitmap.or(present, past);
    var visible =
        new Visible(
            OrdinalFilter.of(all),
            OrdinalFilter.of(own),
            OrdinalFilter.of(derived),
            OrdinalFilter.of(past),
            RoaringBitmap.andCardinality(all, state.get(PENDING)));
    return new Made(state.version, visible);
  }

  private static RoaringBitmap present(State state, Wanted wanted) {
    var ofKinds = new RoaringBitmap();
    wanted.kinds.forEach(kind -> ofKinds.or(state.get(key(kind))));
    if (!wanted.everything) {
      var ofScopes = new RoaringBitmap();
      wanted.scopes.forEach(scope -> ofScopes.or(state.get(key(scope))));
      ofKinds.and(ofScopes);
    }
    return ofKinds;
  }

  /** Past facts, whether they held at the moment or not. */
  private static RoaringBitmap past(State state, Wanted wanted) {
    var past = new RoaringBitmap();
    if (!wanted.vantage.present() && wanted.kinds.contains(MemoryKind.FACT)) {
      if (wanted.everything) {
        past.or(state.get(PAST));
      } else {
        wanted.scopes.forEach(scope -> past.or(state.get(pastKey(scope))));
      }
    }
    return past;
  }

  /** How many active memories a scope has. */
  public int active(Scope scope) {
    return state.get(key(scope)).getCardinality();
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

  /**
   * How many should have vectors: active memories and past facts.
   *
   * @param vectors how many of them have
   * @param total how many there are
   */
  public record Standing(int vectors, int total) {}

  /** How many should have vectors, and have. */
  public Standing standing() {
    State now = state;
    int total = now.get(PAST).getCardinality();
    for (MemoryKind kind : MemoryKind.values()) {
      total += now.get(key(kind)).getCardinality();
    }
    return new Standing(total - now.get(PENDING).getCardinality(), total);
  }

  /** How many active memories have no vectors yet. */
  public int pending() {
    State now = state;
    return RoaringBitmap.andNotCardinality(now.get(PENDING), now.get(PAST));
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
    set(key(row.memory().scope()), row.ordinal(), active);
    set(key(row.memory().kind()), row.ordinal(), active);
    set(PAST, row.ordinal(), past);
    set(pastKey(row.memory().scope()), row.ordinal(), past);
    set(PENDING, row.ordinal(), (active || past) && !row.memory().traits().embedded());
    set(DERIVED, row.ordinal(), (active || past) && row.origin() != OriginProjection.NONE);
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
    var next = new HashMap<>(state.bitmaps);
    touched.forEach(key -> next.put(key, own.getOrDefault(key, new RoaringBitmap()).clone()));
    touched.clear();
    var then = intervals.changed() ? intervals.published() : state.intervals;
    state = new State(Map.copyOf(next), then, state.version + 1);
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
    state = new State(Map.of(), Intervals.Snapshot.EMPTY, state.version + 1);
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
    State now = state;
    long bitmaps = now.bitmaps.values().stream().mapToLong(RoaringBitmap::getLongSizeInBytes).sum();
    return 2 * bitmaps + now.intervals.ramBytes();
  }

  @Override
  public void close() {}

  private static String key(Scope scope) {
    return "scope:" + scope.canonical();
  }

  private static String pastKey(Scope scope) {
    return "past:" + scope.canonical();
  }

  private static String key(MemoryKind kind) {
    return "kind:" + kind.label();
  }
}
