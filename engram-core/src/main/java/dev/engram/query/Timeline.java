package dev.engram.query;

import java.util.List;
import java.util.Set;

/**
 * How what is known of something came to be what it is.
 *
 * @param events in order of when they happened
 * @param degradations why some may be missing
 */
public record Timeline(List<TimelineEvent> events, Set<Degradation> degradations) {
  public Timeline {
    events = List.copyOf(events);
    degradations = Set.copyOf(degradations);
  }
}
