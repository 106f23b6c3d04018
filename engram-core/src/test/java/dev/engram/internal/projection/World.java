package dev.engram.internal.projection;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.Attached.Mention;
import dev.engram.internal.vault.Attached.Name;
import dev.engram.internal.vault.EdgeTable.EdgeRow;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.Category;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Source;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/** Memories as plain maps, and the projections of edges, mentions and times that follow them. */
public final class World {
  private static final Instant LEARNED = Instant.parse("2026-03-01T12:00:00Z");

  private static final List<EdgeType> TYPES = List.of(EdgeType.values());

  public final EdgeProjection edges = new EdgeProjection();
  public final MentionProjection mentions = new MentionProjection();
  public final TimeProjection times = new TimeProjection();
  private final Map<Integer, Item> items = new TreeMap<>();
  private final NavigableMap<Long, Double> links = new TreeMap<>();
  private final Map<Integer, List<Name>> names = new HashMap<>();
  private final Set<Integer> gone = new TreeSet<>();

  /** One version of a memory. */
  public static final class Item {
    public final int ordinal;
    public final int root;
    public final Scope scope;
    public final Optional<TimeSpan> occurred;
    public final List<TimeSpan> spoken;
    public final Set<Integer> entities = new TreeSet<>();
    public boolean active = true;

    private Item(
        int ordinal, int root, Scope scope, Optional<TimeSpan> occurred, List<TimeSpan> spoken) {
      this.ordinal = ordinal;
      this.root = root;
      this.scope = scope;
      this.occurred = occurred;
      this.spoken = spoken;
    }

    public TimeSpan when() {
      return occurred.orElse(TimeSpan.at(LEARNED));
    }
  }

  /** A memory without anything. */
  public Item add(Scope scope) {
    return add(scope, Optional.empty(), List.of(), Set.of());
  }

  /** A memory. */
  public Item add(
      Scope scope, Optional<TimeSpan> occurred, List<TimeSpan> spoken, Set<Integer> entities) {
    return put(items.size() + 1, items.size() + 1, scope, occurred, spoken, entities);
  }

  private Item put(
      int ordinal,
      int root,
      Scope scope,
      Optional<TimeSpan> occurred,
      List<TimeSpan> spoken,
      Set<Integer> entities) {
    var item = new Item(ordinal, root, scope, occurred, spoken);
    item.entities.addAll(entities);
    items.put(ordinal, item);
    apply(item);
    return item;
  }

  /** Lets a new version take a memory's place. */
  public Item revise(Item old) {
    forget(old);
    int next = items.size() + 1;
    return put(next, old.root, old.scope, old.occurred, old.spoken, old.entities);
  }

  /** Makes a memory inactive. */
  public void forget(Item item) {
    item.active = false;
    apply(item);
  }

  /** Links two memories by their roots, or gives the link another weight; zero removes it. */
  public void link(Item from, Item to, EdgeType type, double weight) {
    long key = (long) from.root << 35 | (long) to.root << 3 | TYPES.indexOf(type);
    if (weight == 0) {
      links.remove(key);
    } else {
      links.put(key, weight);
    }
    apply(item(from.root));
  }

  /** Gives an entity its names. */
  public void name(int entity, String... normals) {
    names.put(entity, List.of(normals).stream().map(World::written).toList());
    items.values().stream()
        .filter(item -> item.entities.contains(entity))
        .findFirst()
        .ifPresent(this::apply);
  }

  private static Name written(String normal) {
    return new Name(normal, Character.toUpperCase(normal.charAt(0)) + normal.substring(1) + "!");
  }

  /** Lets all that mention an entity mention another. */
  public void merge(int kept, int absorbed) {
    gone.add(absorbed);
    var moved = new ArrayList<Name>(namesOf(kept));
    moved.addAll(namesOf(absorbed));
    names.put(kept, moved);
    for (Item item : items.values()) {
      if (item.entities.remove(absorbed)) {
        item.entities.add(kept);
        apply(item);
      }
    }
    items.values().stream()
        .filter(i -> i.entities.contains(kept))
        .findFirst()
        .ifPresent(this::apply);
  }

  public Item item(int ordinal) {
    return items.getOrDefault(ordinal, items.values().iterator().next());
  }

  public List<Item> items() {
    return List.copyOf(items.values());
  }

  public List<Item> active() {
    return items.values().stream().filter(item -> item.active).toList();
  }

  public List<EdgeRow> edgesFrom(int root) {
    var found = new ArrayList<EdgeRow>();
    links
        .subMap((long) root << 35, (long) (root + 1) << 35)
        .forEach((key, weight) -> {
          EdgeType type = TYPES.get((int) (key & 7));
          found.add(new EdgeRow(root, (int) (key >>> 3), type, weight));
        });
    return found;
  }

  /** Every link. */
  public List<EdgeRow> links() {
    return items.values().stream()
        .filter(item -> item.root == item.ordinal)
        .flatMap(item -> edgesFrom(item.ordinal).stream())
        .toList();
  }

  public List<Name> namesOf(int entity) {
    return names.getOrDefault(entity, List.of(new Name("e" + entity, "E" + entity)));
  }

  /** The active memories of some scopes. */
  public OrdinalFilter visible(Set<Scope> scopes) {
    var bitmap = new RoaringBitmap();
    active().stream().filter(i -> scopes.contains(i.scope)).forEach(i -> bitmap.add(i.ordinal));
    return OrdinalFilter.of(bitmap);
  }

  private List<Projection> all() {
    return List.of(edges, mentions, times);
  }

  public List<Long> fingerprints() {
    return all().stream().map(Projection::fingerprint).toList();
  }

  /** The same, taken in from the beginning. */
  public World rebuilt() {
    World other = copy();
    other.items.values().forEach(other::apply);
    return other;
  }

  /** The same, saved and loaded. */
  public World reloaded() {
    World other = copy();
    for (int i = 0; i < all().size(); i++) {
      var files = new HashMap<String, byte[]>();
      all().get(i).image().files().forEach(file -> files.put(file.name(), file.content().read()));
      other.all().get(i).load(files);
    }
    return other;
  }

  /** What there would be if memories of other scopes had never been. */
  public World onlyOf(Set<Scope> scopes) {
    World other = copy();
    other.items.values().removeIf(item -> !scopes.contains(item.scope));
    other
        .links
        .keySet()
        .removeIf(key ->
            !other.items.containsKey((int) (key >>> 35))
                || !other.items.containsKey((int) (key >>> 3 & 0xFFFFFFFFL)));
    other.items.values().forEach(other::apply);
    return other;
  }

  private World copy() {
    var other = new World();
    other.items.putAll(items);
    other.links.putAll(links);
    other.names.putAll(names);
    other.gone.addAll(gone);
    return other;
  }

  /** Takes a row in again. */
  public void apply(Item item) {
    var traits =
        new Traits(
            MemoryId.create(1, new Random(item.root)),
            item.scope,
            Category.GENERAL,
            "text",
            item.occurred,
            LEARNED,
            LEARNED,
            Optional.empty(),
            0.5,
            1,
            SecurityTier.CLEARTEXT,
            Source.CONVERSATION,
            item.active ? MemoryState.ACTIVE : MemoryState.FORGOTTEN,
            1,
            false,
            false);
    var memory = new Memory.Episode(traits, Optional.empty(), Optional.empty());
    var row = new MemoryRow(item.ordinal, item.root, 0, item.root, 0, memory);
    var spoken =
        item.entities.stream().map(entity -> new Mention(entity, namesOf(entity))).toList();
    var attached = new Attached(Optional.empty(), spoken, item.spoken, edgesFrom(item.root));
    all().forEach(projection -> projection.apply(row, attached));
  }

  /** Does something at random. */
  public void act(Random random, List<Scope> scopes, int entityCount) {
    List<Item> active = active();
    int dice = active.isEmpty() ? 0 : random.nextInt(20);
    Item one = active.isEmpty() ? null : active.get(random.nextInt(active.size()));
    if (one == null || dice < 8) {
      int scope = random.nextInt(scopes.size());
      add(
          scopes.get(scope),
          random.nextInt(4) == 0 ? Optional.empty() : Optional.of(span(random)),
          random.ints(random.nextInt(3)).mapToObj(ignored -> span(random)).toList(),
          entities(random, scope, scopes.size(), entityCount));
    } else if (dice < 15) {
      List<Item> all = items();
      Item from = all.get(random.nextInt(all.size()));
      EdgeType type = TYPES.get(random.nextInt(TYPES.size()));
      double weight = random.nextInt(6) == 0 ? 0 : (1 + random.nextInt(8)) / 8.0;
      link(from, one, type, weight);
    } else if (dice < 16) {
      forget(one);
    } else if (dice < 17) {
      revise(one);
    } else if (dice < 18) {
      apply(one);
    } else if (dice < 19) {
      int entity = 1 + random.nextInt(entityCount);
      name(
          entity, "n" + random.nextInt(9) + " e" + entity, "m" + random.nextInt(9) + " e" + entity);
    } else if (one.entities.size() > 1) {
      var both = one.entities.iterator();
      merge(both.next(), both.next());
    }
  }

  /** Some that are still there, of one scope: an entity never lies in two. */
  private Set<Integer> entities(Random random, int scope, int scopeCount, int count) {
    var some = new TreeSet<Integer>();
    for (int i = random.nextInt(4); i > 0; i--) {
      int entity = 1 + random.nextInt(count);
      if (entity % scopeCount == scope && !gone.contains(entity)) {
        some.add(entity);
      }
    }
    return some;
  }

  /** A moment or a stretch, of minutes or of years, around 2024. */
  public static TimeSpan span(Random random) {
    Instant from = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(60_000_000));
    long length = random.nextInt(3) == 0 ? 0 : 1L << random.nextInt(27);
    return new TimeSpan(from, from.plusSeconds(length));
  }
}
