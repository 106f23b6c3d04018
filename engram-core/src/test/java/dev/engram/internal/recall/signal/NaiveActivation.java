package dev.engram.internal.recall.signal;

import dev.engram.internal.projection.World;
import dev.engram.internal.projection.World.Item;
import dev.engram.internal.vault.EdgeTable.EdgeRow;
import dev.engram.memory.EdgeType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Spreading activation over plain maps, without any care for cost. */
final class NaiveActivation {
  private record Link(float weight, int root, EdgeType type, boolean outgoing) {}

  private record Active(int ordinal, float level, int from) {}

  private final World world;
  private final Set<Integer> allowed;
  private final ActivationSettings settings;
  private final Map<Integer, Float> seeds = new TreeMap<>();
  private final Map<Integer, Float> received = new TreeMap<>();
  private final Map<Integer, Integer> from = new TreeMap<>();

  NaiveActivation(World world, Set<Integer> allowed, ActivationSettings settings) {
    this.world = world;
    this.allowed = allowed;
    this.settings = settings;
  }

  Map<Integer, Float> spread(Map<Integer, Float> start) {
    start.forEach((ordinal, score) -> {
      if (allowed.contains(ordinal) && score >= settings.threshold()) {
        seeds.put(ordinal, score);
      }
    });
    List<Active> frontier = frontier(seeds.keySet());
    var spent = new HashSet<Integer>();
    for (int hop = 0; hop < settings.hops(); hop++) {
      var before = new TreeMap<Integer, Float>();
      allowed.forEach(ordinal -> before.put(ordinal, level(ordinal)));
      frontier.forEach(this::alongEdges);
      alongEntities(frontier, spent);
      var risen = new HashSet<Integer>();
      before.forEach((ordinal, level) -> {
        if (level(ordinal) > level) {
          risen.add(ordinal);
        }
      });
      frontier = frontier(risen);
    }
    return received;
  }

  private float level(int ordinal) {
    return Math.max(seeds.getOrDefault(ordinal, 0f), received.getOrDefault(ordinal, 0f));
  }

  private List<Active> frontier(Set<Integer> of) {
    return of.stream()
        .map(ordinal -> new Active(ordinal, level(ordinal), from.getOrDefault(ordinal, -1)))
        .sorted(Comparator.comparing((Active one) -> -one.level).thenComparing(one -> one.ordinal))
        .limit(settings.frontier())
        .toList();
  }

  private Optional<Integer> present(int root) {
    return world.active().stream()
        .filter(item -> item.root == root && allowed.contains(item.ordinal))
        .map(item -> item.ordinal)
        .findFirst();
  }

  private void alongEdges(Active giver) {
    int root = world.item(giver.ordinal).root;
    var links = new ArrayList<Link>();
    for (EdgeRow edge : world.links()) {
      float weight = Math.round(edge.weight() * 65_535) / 65_535f;
      if (edge.source() == root) {
        links.add(new Link(weight, edge.target(), edge.type(), true));
      }
      if (edge.target() == root) {
        links.add(new Link(weight, edge.source(), edge.type(), false));
      }
    }
    links.sort(
        Comparator.comparing((Link link) -> -link.weight)
            .thenComparing(link -> -link.root)
            .thenComparing(link -> link.type)
            .thenComparing(link -> link.outgoing));
    links.removeIf(link ->
        present(link.root).isEmpty() || link.root == root || settings.weights().of(link.type) == 0);
    float fan =
        links.size() <= 1
            ? 1
            : Math.max(0.1f, (float) (1 - Math.log(links.size()) / Math.log(1_024)));
    for (Link link : links.subList(0, Math.min(links.size(), settings.fanOut()))) {
      int target = present(link.root).orElseThrow();
      if (target != giver.from) {
        float share = settings.weights().of(link.type) * link.weight;
        hand(target, giver.level * settings.decay() * fan * share, giver.ordinal);
      }
    }
  }

  private void alongEntities(List<Active> frontier, Set<Integer> spent) {
    var speakers = new TreeMap<Integer, List<Active>>();
    for (Active active : frontier) {
      for (int entity : world.item(active.ordinal).entities) {
        if (!spent.contains(entity)) {
          speakers.computeIfAbsent(entity, fresh -> new ArrayList<>()).add(active);
        }
      }
    }
    spent.addAll(speakers.keySet());
    speakers.forEach((entity, who) -> {
      List<Integer> memories =
          world.active().stream()
              .filter(item -> item.entities.contains(entity) && allowed.contains(item.ordinal))
              .map((Item item) -> item.ordinal)
              .toList();
      if (memories.size() > settings.entityFan()) {
        return;
      }
      double rarity =
          1 - Math.log(Math.max(1, memories.size() - 1)) / Math.log(settings.entityFan() + 1.0);
      float share = settings.decay() * settings.entityWeight() * (float) rarity;
      for (int memory : memories) {
        who.stream()
            .filter(giver -> giver.ordinal != memory)
            .findFirst()
            .ifPresent(giver -> hand(memory, giver.level * share, giver.ordinal));
      }
    });
  }

  private void hand(int target, float share, int giver) {
    float before = received.getOrDefault(target, 0f);
    boolean tie = share == before && giver < from.getOrDefault(target, -1);
    if (share > 0 && share >= settings.threshold() && (share > before || tie)) {
      received.put(target, share);
      from.put(target, giver);
    }
  }
}
