package dev.engram.cli.demo;

import dev.engram.MemoryGraph;
import dev.engram.cli.text.FactCard;
import dev.engram.cli.text.Glyphs;
import dev.engram.cli.text.MemoryCard;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Plan;
import dev.engram.cli.text.Style;
import dev.engram.health.Stats;
import dev.engram.memory.Derived;
import dev.engram.memory.Derived.Change;
import dev.engram.memory.DryRun;
import dev.engram.memory.DryRun.Action;
import dev.engram.memory.Entity;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.Modality;
import dev.engram.memory.Remembered;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import dev.engram.memory.Turn;
import dev.engram.query.FactQuery;
import dev.engram.scope.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows what was found in the talk: facts, one that changed, entities, a timeline, a rehearsal. */
final class Knowledge {
  private static final ZoneId ZONE = ZoneOffset.UTC;
  private static final String PERSON = "Ana";
  private static final String PREDICATE = "lives in";
  private static final String HOME = "Aalst";
  private static final int MOST_FACTS = 5;
  private static final int MOST_ENTITIES = 6;
  private static final int MOST = 1_000;

  private final Page page;
  private final Checks checks;
  private final MemoryGraph memory;
  private final Principal principal;
  private final List<String> speakers;

  /**
   * Prepares it.
   *
   * @param speakers who talked
   */
  Knowledge(
      Page page, Checks checks, MemoryGraph memory, Principal principal, List<String> speakers) {
    this.page = page;
    this.checks = checks;
    this.memory = memory;
    this.principal = principal;
    this.speakers = speakers;
  }

  /**
   * How much was found.
   *
   * @param facts facts there are
   * @param entities entities there are
   */
  record Size(int facts, int entities) {}

  /** What became of the facts in what was remembered, in a line. */
  static String changes(List<Remembered> remembered) {
    Map<Change, Long> counts =
        remembered.stream()
            .flatMap(one -> one.derived().stream())
            .collect(Collectors.groupingBy(Derived::change, Collectors.counting()));
    return counts.getOrDefault(Change.ADDED, 0L)
        + " found, "
        + counts.getOrDefault(Change.REPLACED, 0L)
        + " took the place of others, "
        + counts.getOrDefault(Change.CORROBORATED, 0L)
        + " said what was known";
  }

  /** Shows it. */
  Size show() {
    facts();
    entities();
    rehearsal();
    return new Size(
        memory.stats(principal).memories().getOrDefault(MemoryKind.FACT, 0),
        memory.entities(MOST, principal).size());
  }

  private void facts() {
    List<Memory.Fact> known =
        memory.facts(FactQuery.about(PERSON).withHistory().limit(MOST), principal);
    head("Newest facts about " + PERSON + ", of " + known.size());
    known.stream()
        .filter(fact -> fact.traits().validUntil().isEmpty())
        .limit(MOST_FACTS)
        .forEach(this::show);
    head("Where " + PERSON + " lives, with what she said before");
    List<Memory.Fact> homes =
        known.stream().filter(fact -> fact.predicate().equals(PREDICATE)).toList();
    homes.forEach(this::show);
    List<Memory.Fact> now =
        homes.stream().filter(fact -> fact.traits().validUntil().isEmpty()).toList();
    boolean updated =
        homes.size() > now.size() && now.size() == 1 && now.getFirst().object().equals(HOME);
    claim("one home holds, " + HOME + "; what was said before is closed, and kept", updated);
    claim(
        "every fact leads back to what was said",
        known.stream().allMatch(fact -> fact.origin().filter(this::isThere).isPresent()));
  }

  private boolean isThere(MemoryId episode) {
    return memory.get(episode, principal).kind() == MemoryKind.EPISODE;
  }

  private void show(Memory.Fact fact) {
    Traits traits = fact.traits();
    String from = day(traits.validFrom());
    String when =
        traits.validUntil().map(until -> from + " until " + day(until)).orElse("since " + from);
    String how = fact.modality() == Modality.ACTUAL ? when : fact.modality().label() + ", " + when;
    int room = page.width() - 5 - Glyphs.width(how) - 2;
    page.line(
        "     "
            + Glyphs.padded(Glyphs.clip(Glyphs.line(FactCard.parts(fact)), room), room)
            + "  "
            + page.styled(Style.DIM, how));
  }

  private static String day(Instant when) {
    return when.atZone(ZONE).toLocalDate().toString();
  }

  private void entities() {
    List<Entity> all =
        memory.entities(MOST, principal).stream()
            .sorted(Comparator.comparing(Entity::mentions).reversed())
            .toList();
    head("Most often spoken of, of " + all.size() + " entities");
    all.stream()
        .limit(MOST_ENTITIES)
        .forEach(entity ->
            page.line(
                "     "
                    + Glyphs.padded(Glyphs.clip(Glyphs.line(entity.name()), 30), 30)
                    + "  "
                    + Glyphs.padded(entity.type().label(), 12)
                    + page.styled(Style.DIM, entity.mentions() + " mentions")));
    all.stream()
        .filter(entity -> !speakers.contains(entity.name()))
        .findFirst()
        .ifPresent(this::timeline);
  }

  private void timeline(Entity entity) {
    head("Everything about " + Glyphs.line(entity.name()) + ", in order");
    for (Memory one : memory.timeline(entity.id(), principal)) {
      String said = MemoryCard.who(one) + ": " + Glyphs.line(one.text());
      int at = Math.max(0, said.indexOf(entity.name()));
      int end = Math.min(said.length(), at + entity.name().length());
      page.line(
          "     "
              + day(one.traits().occurred().map(TimeSpan::from).orElse(one.traits().learned()))
              + "  "
              + Glyphs.excerpt(said, at, end, page.width() - 17));
    }
  }

  private void rehearsal() {
    head("What one more turn would do, rehearsed");
    var turn =
        Turn.said(PERSON, "On Saturday I moved from Aalst to Bruges.")
            .at(Instant.parse("2026-02-03T18:00:00Z"));
    Stats before = memory.stats(principal);
    DryRun run = memory.dryRun(List.of(turn), principal);
    new Plan(page, ZONE, 5).print(run.planned());
    boolean closes =
        run.planned().stream()
            .anyMatch(one ->
                one.action() == Action.CLOSE
                    && one.memory() instanceof Memory.Fact fact
                    && fact.object().equals(HOME));
    claim(
        "the rehearsal closes the old home and leaves the vault as it was",
        closes && memory.stats(principal).equals(before));
  }

  private void head(String title) {
    page.blank();
    page.line("   " + page.styled(Style.ACCENT, title));
  }

  private void claim(String what, boolean held) {
    page.line("   " + checks.mark(what, held) + " " + what);
  }
}
