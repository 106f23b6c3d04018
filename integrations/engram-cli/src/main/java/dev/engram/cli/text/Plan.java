package dev.engram.cli.text;

import dev.engram.memory.Annotations;
import dev.engram.memory.DryRun.Action;
import dev.engram.memory.DryRun.Planned;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What would become of something, for a person: each memory, and indented what derives from it. */
public final class Plan {
  private static final int INDENT = 2;

  /** Columns before the words: what is done, the kind, how much it matters. */
  private static final int MARGIN = 12 + 11 + 6;

  /** What is shown of a long text. */
  private static final int MOST_COLUMNS = 320;

  private final Page page;
  private final ZoneId zone;
  private final int left;

  /**
   * On a page.
   *
   * @param zone in which times are shown
   * @param left blanks before every line
   */
  public Plan(Page page, ZoneId zone, int left) {
    this.page = page;
    this.zone = zone;
    this.left = left;
  }

  /** Shows every memory, in order. */
  public void print(List<Planned> planned) {
    int input = -1;
    boolean below = false;
    for (Planned one : planned) {
      if (one.input() != input || one.memory().kind() != MemoryKind.FACT) {
        input = one.input();
        below = false;
      }
      print(one, left + (below ? INDENT : 0));
      below = true;
    }
  }

  /** Says how much it is, and that nothing was done. */
  public void sum(List<Planned> planned) {
    page.line(
        " ".repeat(left)
            + count(planned, Action.STORE)
            + " would be stored, "
            + count(planned, Action.STRENGTHEN)
            + " strengthened, "
            + count(planned, Action.CLOSE)
            + " closed; nothing was changed");
  }

  private static long count(List<Planned> planned, Action action) {
    return planned.stream().filter(one -> one.action() == action).count();
  }

  private void print(Planned one, int indent) {
    Memory memory = one.memory();
    String start =
        " ".repeat(indent)
            + Glyphs.padded(one.action().name().toLowerCase(Locale.ROOT), 12)
            + Glyphs.padded(memory.kind().label(), 11)
            + String.format(Locale.ROOT, "%.2f  ", memory.traits().importance());
    String words = memory instanceof Memory.Fact fact ? FactCard.parts(fact) : memory.text();
    page.wrapped(start, Glyphs.clip(Glyphs.line(words), MOST_COLUMNS));
    int margin = indent + MARGIN;
    page.aside(
        margin,
        memory instanceof Memory.Fact fact
            ? FactCard.claim(fact) + ", " + FactCard.validity(fact, zone)
            : about(memory));
    one.annotations().ifPresent(found -> annotated(found, margin));
    if (!one.entities().isEmpty()) {
      page.aside(margin, "entities: " + String.join(", ", one.entities()));
    }
    if (!one.why().isEmpty()) {
      page.aside(margin, "why: " + String.join("; ", one.why()));
    }
  }

  private String about(Memory memory) {
    var about = new ArrayList<String>();
    String who = MemoryCard.who(memory);
    if (!who.isEmpty()) {
      about.add(who);
    }
    about.add(MemoryCard.when(memory, zone));
    if (memory instanceof Memory.Episode episode) {
      episode.session().ifPresent(session -> about.add("session " + session));
    }
    about.add(memory.traits().category().label());
    return String.join(", ", about);
  }

  private void annotated(Annotations found, int margin) {
    if (!found.times().isEmpty()) {
      page.aside(
          margin,
          "times: "
              + found.times().stream()
                  .map(time -> Times.days(time, zone))
                  .collect(Collectors.joining(", ")));
    }
  }
}
