package dev.engram.internal.recall.dedup;

import dev.engram.internal.recall.rank.Hydrated;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.query.Dropped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives one place to what says one thing (spec §34.3), as candidates come in, best first.
 *
 * <p>Two memories say one thing if their words are the same ({@link PlainWords}) and, where both
 * are of one kind, so is who said it or whom it is about; the scopes they come from do not matter.
 * The better place is then kept, and a fact or a procedure takes it rather than the episode that
 * was told: what is distilled also says about what it holds.
 *
 * <p>A memory and the one it was distilled from share a place as well, though one may hold more
 * than the other. There the question decides: the one it ranks first stays. If the episode ranks
 * before what was drawn from it, the episode is what was asked for.
 *
 * <p>Not thread-safe. Cost: linear in the texts.
 */
public final class OnePlace {
  private final List<Hydrated> kept = new ArrayList<>();
  private final List<Dropped> dropped = new ArrayList<>();
  private final Map<String, List<Integer>> places = new HashMap<>();
  private final Map<Integer, Integer> roots = new HashMap<>();
  private final Map<Integer, Integer> distilled = new HashMap<>();

  /** Takes the next candidate. */
  public void add(Hydrated found) {
    String words = PlainWords.of(found.memory().text());
    List<Integer> same = places.computeIfAbsent(words, first -> new ArrayList<>(1));
    for (int place : same) {
      Hydrated other = kept.get(place);
      if (alike(found.memory(), other.memory())) {
        meet(place, other, found);
        return;
      }
    }
    Optional<Integer> relative = relative(found);
    if (relative.isPresent()) {
      drop(found, Dropped.Reason.DISTILLED, kept.get(relative.get()).memory().id());
      return;
    }
    same.add(kept.size());
    note(kept.size(), found);
    kept.add(found);
  }

  /** Those that have a place, best first. */
  public List<Hydrated> kept() {
    return List.copyOf(kept);
  }

  /** How many have a place. */
  public int size() {
    return kept.size();
  }

  /** Those that have none, and why. */
  public List<Dropped> dropped() {
    return List.copyOf(dropped);
  }

  private void meet(int place, Hydrated before, Hydrated found) {
    boolean better = before.memory() instanceof Memory.Episode && !episode(found);
    if (better) {
      double score = before.candidate().score();
      kept.set(place, found.as(found.candidate().moved(score, "same words", place + 1, score)));
      note(place, found);
      drop(before, Dropped.Reason.SAME_WORDS, found.memory().id());
    } else {
      drop(found, Dropped.Reason.SAME_WORDS, before.memory().id());
    }
  }

  private void note(int place, Hydrated found) {
    roots.put(found.row().root(), place);
    found.origins().forEach(origin -> distilled.putIfAbsent(origin, place));
  }

  private Optional<Integer> relative(Hydrated found) {
    Optional<Integer> child = Optional.ofNullable(distilled.get(found.row().root()));
    return child.isPresent()
        ? child
        : found.origins().stream()
            .filter(roots::containsKey)
            .findFirst()
            .map(origin -> roots.getOrDefault(origin, 0));
  }

  private void drop(Hydrated found, Dropped.Reason reason, MemoryId instead) {
    dropped.add(new Dropped(found.memory().id(), reason, Optional.of(instead)));
  }

  private static boolean episode(Hydrated found) {
    return found.memory() instanceof Memory.Episode;
  }

  private static boolean alike(Memory one, Memory other) {
    return switch (one) {
      case Memory.Episode episode ->
          !(other instanceof Memory.Episode said) || episode.speaker().equals(said.speaker());
      case Memory.Fact fact ->
          !(other instanceof Memory.Fact known)
              || (fact.negated() == known.negated()
                  && fact.modality() == known.modality()
                  && PlainWords.of(fact.subject()).equals(PlainWords.of(known.subject())));
      case Memory.Procedure procedure -> true;
    };
  }
}
