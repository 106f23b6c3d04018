package dev.engram.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.fault.AccessException;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.query.Listing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a vault must hold, from what its writers printed before they died: for each acknowledged
 * memory the states it may be in. One, unless a change was asked for and its answer never heard.
 */
final class Ledger {
  private static final String FORGOTTEN = "(forgotten)";

  private final Map<String, Set<String>> possible = new HashMap<>();
  private int acknowledged;

  /** Takes in a line of {@link BusyWriter}; a last line cut short by the kill has no end. */
  void read(String line) {
    String[] words = line.split(" ", 3);
    switch (words[0]) {
      case "stored", "updated" -> settle(words[1], words[2]);
      case "forgotten" -> settle(words[1], FORGOTTEN);
      case "updating" -> possible.get(words[1]).add(words[2]);
      case "forgetting" -> possible.get(words[1]).add(FORGOTTEN);
      default -> assertThat(line).isEqualTo("opened");
    }
  }

  private void settle(String id, String state) {
    acknowledged++;
    possible.put(id, new HashSet<>(Set.of(state)));
  }

  /** The ids of all that was acknowledged. */
  Set<String> ids() {
    return Set.copyOf(possible.keySet());
  }

  int acknowledged() {
    return acknowledged;
  }

  /** Fails unless the vault holds what was acknowledged; what is found is then the one truth. */
  void compare(MemoryGraph memory) {
    possible.forEach((id, states) -> {
      String found = state(memory, id);
      assertThat(states).as("states of %s", id).contains(found);
      states.clear();
      states.add(found);
    });
    requireWholeBatches(memory);
  }

  private static String state(MemoryGraph memory, String id) {
    try {
      return memory.get(MemoryId.parse(id), BusyWriter.REX).text();
    } catch (AccessException unknown) {
      return FORGOTTEN;
    }
  }

  /** A batch is there wholly or not at all, acknowledged or not. */
  private static void requireWholeBatches(MemoryGraph memory) {
    var sizes = new HashMap<String, Integer>();
    Listing page = Listing.newest(1000);
    Optional<MemoryId> last = Optional.empty();
    do {
      var memories = memory.list(last.map(page::before).orElse(page), BusyWriter.REX);
      for (Memory one : memories) {
        if (one.text().startsWith("batch")) {
          sizes.merge(one.text().substring(0, one.text().indexOf('/')), 1, Integer::sum);
        }
      }
      last = memories.isEmpty() ? Optional.empty() : Optional.of(memories.getLast().id());
    } while (last.isPresent());
    assertThat(sizes.values()).allMatch(size -> size == BusyWriter.BATCH);
  }
}
