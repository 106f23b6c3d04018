package dev.engram.cli.text;

import dev.engram.memory.Memory;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Modality;
import dev.engram.memory.Traits;
import java.time.ZoneId;
import java.util.Locale;

/** A fact in a list: its three parts, how it is claimed, and while it holds. */
public final class FactCard {
  private FactCard() {}

  /** Subject, predicate, and the object if there is one: "Ana → retired". */
  public static String parts(Memory.Fact fact) {
    String claim = fact.subject() + " → " + fact.predicate();
    return fact.object().isBlank() ? claim : claim + " → " + fact.object();
  }

  /** In which way it is claimed, how surely, and by how many. */
  public static String claim(Memory.Fact fact) {
    var claim = new StringBuilder();
    if (fact.negated()) {
      claim.append("denied, ");
    }
    if (fact.modality() != Modality.ACTUAL) {
      claim.append(fact.modality().label()).append(", ");
    }
    claim.append(String.format(Locale.ROOT, "confidence %.2f", fact.confidence()));
    if (fact.sources() > 1) {
      claim.append(", ").append(fact.sources()).append(" sources");
    }
    return claim.toString();
  }

  /** While a memory holds: "since …", "held from … until …", "over by …". */
  public static String validity(Memory memory, ZoneId zone) {
    Traits traits = memory.traits();
    String from = Times.moment(traits.validFrom(), zone);
    if (memory instanceof Memory.Fact fact && fact.modality() == Modality.FORMER) {
      return "over by " + from;
    }
    return traits
        .validUntil()
        .map(until -> "held from " + from + " until " + Times.moment(until, zone))
        .orElseGet(() ->
            traits.state() == MemoryState.ACTIVE
                ? "since " + from
                : traits.state().label() + ", held from " + from);
  }
}
