package dev.engram.qdrant;

import dev.engram.spi.AllowedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a search is kept to the allowed ids: by a list of them, by a list of the others, or, when
 * both lists are too long to be sent, by asking for more and dropping what is not allowed.
 *
 * @param filter the request's filter; empty for none
 * @param share which part of what is found will be allowed, above 0 up to 1
 */
record Narrowing(Map<String, Object> filter, double share) {
  /** The longest list that is sent: some 60 kB of a request. */
  static final int LONGEST = 10_000;

  /** The field that tells which memory a point belongs to. */
  static final String FIELD = "ordinal";

  /**
   * Chooses.
   *
   * @param highest no larger id is stored
   */
  static Narrowing of(AllowedIds allowed, int highest) {
    if (allowed.count() <= LONGEST) {
      var listed = new ArrayList<Integer>();
      for (int id = allowed.next(0); id >= 0; id = following(allowed, id)) {
        listed.add(id);
      }
      return new Narrowing(Map.of("must", List.of(among(listed))), 1);
    }
    var others = new ArrayList<Integer>();
    int expected = 0;
    for (int id = allowed.next(0);
        id >= 0 && id <= highest && others.size() <= LONGEST;
        id = following(allowed, id)) {
      add(others, expected, id);
      expected = id + 1;
    }
    if (others.size() <= LONGEST) {
      add(others, expected, highest + 1);
    }
    if (others.isEmpty()) {
      return new Narrowing(Map.of(), 1);
    }
    if (others.size() <= LONGEST) {
      return new Narrowing(Map.of("must_not", List.of(among(others))), 1);
    }
    double share = Math.min(1, allowed.count() / (highest + 1.0));
    return new Narrowing(Map.of(), Math.max(share, 1e-6));
  }

  private static int following(AllowedIds allowed, int id) {
    return id == Integer.MAX_VALUE ? -1 : allowed.next(id + 1);
  }

  private static void add(List<Integer> others, int from, int to) {
    for (int id = from; id < to && others.size() <= LONGEST; id++) {
      others.add(id);
    }
  }

  /** A condition that a point belongs to one of these. */
  static Map<String, Object> among(List<Integer> ids) {
    return Map.of("key", FIELD, "match", Map.of("any", ids));
  }
}
