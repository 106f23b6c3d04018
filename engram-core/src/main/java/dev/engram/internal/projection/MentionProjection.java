package dev.engram.internal.projection;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.Attached.Mention;
import dev.engram.internal.vault.Attached.Name;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.scope.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which entities memories speak of, and which memories speak of an entity (spec §41).
 *
 * <p>An entity is held while a memory that recall may answer speaks of it, with all its names. It
 * lies in one scope; names are looked up scope by scope, so nobody learns a name of a scope that is
 * not asked for. Which of its memories count is up to a filter, as everywhere.
 *
 * <p>Names change only together with a mention, so taking in one row that mentions an entity brings
 * all its names up to date. Only the writer changes the tables; a search sees each entity as it was
 * at one moment.
 *
 * <p>Saved as one {@link CheckedImage}: {@code int entities}; for each, by row, {@code int row},
 * its scope, {@code int names}, for each its normal form and how it is shown; {@code int ordinals,
 * int[]}. A text is {@code int} bytes and UTF-8.
 */
public final class MentionProjection implements Projection {
  private static final String FILE_PREFIX = "mentions-";
  private static final int[] NOBODY = new int[0];

  private final Map<Integer, Held> entities = new ConcurrentHashMap<>();
  private final Map<Scope, NavigableMap<String, Integer>> names = new ConcurrentHashMap<>();
  private volatile AtomicReferenceArray<int[]> spokenOf = new AtomicReferenceArray<>(0);
  private long saves;

  /** An entity with its names, those used most first, and its memories. */
  private record Held(Scope scope, List<Name> names, Postings memories) {}

  /** The entities that a memory speaks of, by ascending row; not to be changed. */
  public int[] entities(int ordinal) {
    AtomicReferenceArray<int[]> now = spokenOf;
    int[] found = ordinal < now.length() ? now.get(ordinal) : null;
    return found == null ? NOBODY : found;
  }

  /** The memories that speak of an entity, visible or not. */
  public Postings memories(int entity) {
    Held held = entities.get(entity);
    return held == null ? Postings.NONE : held.memories;
  }

  /** The scope of an entity, while a memory speaks of it. */
  public Optional<Scope> scope(int entity) {
    return Optional.ofNullable(entities.get(entity)).map(Held::scope);
  }

  /** Every name of an entity, those used most first. Only for who sees its scope. */
  public List<Name> names(int entity) {
    Held held = entities.get(entity);
    return held == null ? List.of() : held.names;
  }

  /** The entity that a name stands for in a scope. */
  public Optional<Integer> named(Scope scope, String normal) {
    NavigableMap<String, Integer> ofScope = names.get(scope);
    return ofScope == null ? Optional.empty() : Optional.ofNullable(ofScope.get(normal));
  }

  /** The entities of a scope with a name that begins with this word and goes on, at most some. */
  public Set<Integer> beginning(Scope scope, String word, int most) {
    NavigableMap<String, Integer> ofScope = names.get(scope);
    var found = new HashSet<Integer>();
    if (ofScope != null) {
      for (int entity : ofScope.subMap(word + " ", word + "!").values()) {
        found.add(entity);
        if (found.size() == most) {
          break;
        }
      }
    }
    return found;
  }

  /** Every scope in which an entity is known; for who may see them all. */
  public Set<Scope> scopes() {
    return Set.copyOf(names.keySet());
  }

  @Override
  public String name() {
    return "mentions";
  }

  @Override
  public String format() {
    return "1";
  }

  @Override
  public Set<Attached.Part> reads() {
    return EnumSet.of(Attached.Part.MENTIONS);
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    boolean kept = row.recallable();
    int[] now =
        kept
            ? attached.mentions().stream().mapToInt(one -> Math.toIntExact(one.entity())).toArray()
            : NOBODY;
    int[] before = entities(row.ordinal());
    for (int entity : before) {
      if (Arrays.binarySearch(now, entity) < 0) {
        leave(entity, row.ordinal());
      }
    }
    for (Mention mention : attached.mentions()) {
      int entity = Math.toIntExact(mention.entity());
      Held held = entities.get(entity);
      if (kept || held != null) {
        Postings memories = held == null ? Postings.NONE : held.memories;
        hold(
            entity,
            new Held(
                row.memory().scope(),
                mention.names(),
                kept ? memories.with(row.ordinal()) : memories));
      }
    }
    if (now.length > 0 || before.length > 0) {
      speak(row.ordinal(), now);
    }
  }

  private void leave(int entity, int ordinal) {
    Held held = entities.get(entity);
    if (held == null) {
      return;
    }
    Postings left = held.memories.without(ordinal);
    if (left.size() == 0) {
      entities.remove(entity);
      unname(entity, held.scope, held.names);
    } else {
      entities.put(entity, new Held(held.scope, held.names, left));
    }
  }

  private void hold(int entity, Held next) {
    Held before = entities.put(entity, next);
    if (before == null || !before.names.equals(next.names)) {
      if (before != null) {
        unname(entity, before.scope, before.names);
      }
      NavigableMap<String, Integer> ofScope =
          names.computeIfAbsent(next.scope, fresh -> new ConcurrentSkipListMap<>());
      next.names.forEach(name -> ofScope.put(name.normal(), entity));
    }
  }

  private void unname(int entity, Scope scope, List<Name> gone) {
    NavigableMap<String, Integer> ofScope = names.get(scope);
    if (ofScope != null) {
      gone.forEach(name -> ofScope.remove(name.normal(), entity));
      if (ofScope.isEmpty()) {
        names.remove(scope);
      }
    }
  }

  private void speak(int ordinal, int[] of) {
    AtomicReferenceArray<int[]> now = spokenOf;
    if (ordinal >= now.length()) {
      now = new AtomicReferenceArray<>(Math.max(64, Math.max(ordinal + 1, now.length() / 2 * 3)));
      for (int i = 0; i < spokenOf.length(); i++) {
        now.setPlain(i, spokenOf.getPlain(i));
      }
      spokenOf = now;
    }
    now.set(ordinal, of.length == 0 ? null : of);
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
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(entities.size());
      for (var entry : new TreeMap<>(entities).entrySet()) {
        Held held = entry.getValue();
        out.writeInt(entry.getKey());
        write(out, held.scope.canonical());
        out.writeInt(held.names.size());
        for (Name name : held.names) {
          write(out, name.normal());
          write(out, name.shown());
        }
        out.writeInt(held.memories.size());
        for (int i = 0; i < held.memories.size(); i++) {
          out.writeInt(held.memories.ordinal(i));
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return CheckedImage.seal(bytes.toByteArray());
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static String read(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  @Override
  public void load(Map<String, byte[]> files) {
    clear();
    String name = files.keySet().iterator().next();
    saves = Long.parseLong(name.substring(FILE_PREFIX.length()));
    byte[] content = CheckedImage.open(Objects.requireNonNull(files.get(name)));
    var mentioned = new TreeMap<Integer, List<Integer>>();
    try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        loadOne(in, mentioned);
      }
    } catch (IOException | RuntimeException damaged) {
      clear();
      throw new IllegalArgumentException("saved mentions are damaged", damaged);
    }
    mentioned.forEach((ordinal, of) -> speak(ordinal, of.stream().mapToInt(e -> e).toArray()));
  }

  private void loadOne(DataInputStream in, Map<Integer, List<Integer>> mentioned)
      throws IOException {
    int entity = in.readInt();
    Scope scope = Scope.parse(read(in));
    var called = new ArrayList<Name>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      called.add(new Name(read(in), read(in)));
    }
    Postings memories = Postings.NONE;
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      int ordinal = in.readInt();
      memories = memories.with(ordinal);
      mentioned.computeIfAbsent(ordinal, fresh -> new ArrayList<>()).add(entity);
    }
    hold(entity, new Held(scope, List.copyOf(called), memories));
  }

  @Override
  public void clear() {
    entities.clear();
    names.clear();
    spokenOf = new AtomicReferenceArray<>(0);
  }

  @Override
  public long fingerprint() {
    long sum = 0;
    for (var entry : entities.entrySet()) {
      Held held = entry.getValue();
      long one = 31L * entry.getKey() + held.scope.canonical().hashCode();
      one = 31L * one + held.names.hashCode();
      sum += (31L * one + Arrays.hashCode(held.memories.toArray())) * 0x9E3779B97F4A7C15L;
    }
    for (var ofScope : names.values()) {
      for (var entry : ofScope.entrySet()) {
        sum += (37L * entry.getKey().hashCode() + entry.getValue()) * 0xC2B2AE3D27D4EB4FL;
      }
    }
    return sum;
  }

  @Override
  public long ramBytes() {
    long bytes = 4L * spokenOf.length();
    for (Held held : entities.values()) {
      // a memory's own list costs four bytes for each entity, and its head is shared by a few
      bytes += 120 + held.memories.ramBytes() + 12L * held.memories.size();
      for (Name name : held.names) {
        bytes += 180 + name.normal().length() + name.shown().length();
      }
    }
    return bytes;
  }

  @Override
  public void close() {}
}
