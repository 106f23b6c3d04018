package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.List;

/**
 * Turns that belong together, for example a question and its answer. Each becomes an episode; who
 * speaks to whom is known from the others.
 *
 * @param turns in the order they were said, 1 to 1,000
 */
public record Exchange(List<Turn> turns) implements Material {
  private static final int MAX_TURNS = 1_000;

  public Exchange {
    turns = List.copyOf(turns);
    if (turns.isEmpty() || turns.size() > MAX_TURNS) {
      throw InvalidInputException.of(
          "exchange.turns", "must have 1 to " + MAX_TURNS + " entries, got " + turns.size());
    }
  }

  /** These turns, in this order. */
  public static Exchange of(Turn... turns) {
    return new Exchange(List.of(turns));
  }

  /** Puts every turn in a conversation. */
  public Exchange in(String conversation) {
    return new Exchange(turns.stream().map(turn -> turn.in(conversation)).toList());
  }

  /** Of the first turn; each turn is filed by its own. */
  @Override
  public Placement placement() {
    return turns.getFirst().placement();
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Exchange[" + turns.size() + " turns]";
  }
}
