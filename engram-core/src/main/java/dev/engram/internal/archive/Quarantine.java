package dev.engram.internal.archive;

import dev.engram.archive.ImportOptions;
import dev.engram.archive.ImportOptions.Foreign;
import dev.engram.archive.ImportReport.Rejection;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.screen.injection.InjectionDetector;
import dev.engram.internal.screen.injection.MemoryTexts;
import dev.engram.internal.screen.injection.MemoryTexts.Named;
import dev.engram.internal.screen.injection.Verdict;
import dev.engram.memory.Category;
import dev.engram.memory.Material;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.Modality;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Placement;
import dev.engram.memory.Routine;
import dev.engram.memory.RunOutcome;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Source;
import dev.engram.memory.Statement;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.ToolResult;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a record stays until it is known to be harmless (spec §10.24.3). What comes out is
 * something to be remembered, with bounds kept, scores at most a half, no time in the future, a
 * scope that the principal may write, and Engram's own mark that it was imported. Vectors,
 * counters, tiers below what is found, and whatever else a record claims go no further. Immutable,
 * thread-safe.
 */
final class Quarantine {
  /** The highest score that a record is believed. */
  static final double MOST = 0.5;

  private final ImportOptions options;
  private final Principal principal;
  private final Instant now;
  private final InjectionDetector detector;
  private final BinaryOperator<String> session;

  /**
   * For one import.
   *
   * @param session a session's name in this vault, of its scope and its name in the archive
   */
  Quarantine(
      ImportOptions options,
      Principal principal,
      Instant now,
      InjectionDetector detector,
      BinaryOperator<String> session) {
    this.options = options;
    this.principal = principal;
    this.now = now;
    this.detector = detector;
    this.session = session;
  }

  /** What becomes of a record. */
  sealed interface Ruling {
    /** It may be remembered. */
    record Admitted(
        MemoryId id, Material material, boolean flagged, boolean clamped, boolean rehomed)
        implements Ruling {}

    /** It stays out. */
    record Refused(Rejection why) implements Ruling {}

    /** A fact that was found in an episode of the archive, where it is found anew. */
    record Derived(MemoryId id, MemoryId origin, Admitted otherwise) implements Ruling {}
  }

  /** Rules on a record. */
  Ruling rule(ObjectNode record) {
    try {
      return ruled(record);
    } catch (InvalidInputException bound) {
      return new Ruling.Refused(
          bound.code() == ErrorCode.CONTENT_TOO_LARGE ? Rejection.SIZE : Rejection.MALFORMED);
    }
  }

  private Ruling ruled(ObjectNode record) {
    MemoryId id = MemoryId.parse(Fields.requiredText(record, "id"));
    MemoryKind kind = MemoryKind.parse(Fields.requiredText(record, "kind"));
    Scope told = Scope.parse(Fields.requiredText(record, "scope"));
    Optional<Scope> scope = scope(told);
    if (scope.isEmpty()) {
      return new Ruling.Refused(Rejection.SCOPE);
    }
    var when = new When(record);
    OptionalDouble importance = score(record, "importance");
    OptionalDouble confidence = score(record, "confidence");
    Placement placement =
        new Placement(
            scope,
            Category.parse(Fields.text(record, "category").orElse("general")),
            when.occurred,
            importance.isPresent()
                ? OptionalDouble.of(Math.min(MOST, importance.getAsDouble()))
                : importance,
            Source.IMPORT,
            tier(record));
    Material material =
        switch (kind) {
          case EPISODE -> episode(record, scope.get(), placement);
          case FACT ->
              new Statement(
                  Fields.requiredText(record, "subject"),
                  Fields.requiredText(record, "predicate"),
                  Fields.requiredText(record, "object"),
                  Math.min(MOST, confidence.orElse(MOST)),
                  Fields.flag(record, "negated"),
                  Modality.parse(Fields.text(record, "modality").orElse("actual")),
                  placement);
          case PROCEDURE ->
              new Routine(
                  Fields.requiredText(record, "task"),
                  Fields.texts(record, "steps"),
                  Fields.texts(record, "tools"),
                  Optional.empty(),
                  placement);
        };
    Verdict verdict = verdict(material);
    if (verdict == Verdict.CLEAN && Fields.flag(record, "flagged")) {
      verdict = Verdict.FLAGGED; // what was kept back where it comes from is kept back here
    }
    if (verdict == Verdict.REJECTED) {
      return new Ruling.Refused(Rejection.INJECTION);
    }
    if (verdict == Verdict.FLAGGED && !options.flagged()) {
      return new Ruling.Refused(Rejection.FLAGGED);
    }
    boolean clamped = when.clamped || importance.orElse(0) > MOST || confidence.orElse(0) > MOST;
    var admitted =
        new Ruling.Admitted(
            id, material, verdict == Verdict.FLAGGED, clamped, !scope.get().equals(told));
    Optional<String> origin = Fields.text(record, "origin");
    return kind == MemoryKind.FACT && origin.isPresent()
        ? new Ruling.Derived(id, MemoryId.parse(origin.get()), admitted)
        : admitted;
  }

  /** What a record asks for; what is found in it raises that, and nothing lowers it. */
  private static SecurityTier tier(ObjectNode record) {
    return SecurityTier.parse(Fields.text(record, "tier").orElse(SecurityTier.CLEARTEXT.label()));
  }

  private Optional<Scope> scope(Scope told) {
    Scope scope = options.into().orElse(told);
    if (principal.mayWrite(scope)) {
      return Optional.of(scope);
    }
    return options.foreign() == Foreign.TO_HOME && principal.mayWrite(principal.home())
        ? Optional.of(principal.home())
        : Optional.empty();
  }

  private Material episode(ObjectNode record, Scope scope, Placement placement) {
    String text = Fields.requiredText(record, "text");
    Optional<String> speaker = Fields.text(record, "speaker");
    Optional<String> named =
        Fields.text(record, "session").map(name -> session.apply(scope.canonical(), name));
    // the turn's bounds hold for a tool's answer too, or one record could become many memories
    var turn = new Turn(speaker, text, named, placement);
    boolean tool = Fields.text(record, "source").equals(Optional.of(Source.TOOL.label()));
    return tool && speaker.isPresent()
        ? new ToolResult(speaker.get(), text, RunOutcome.SUCCESS, named, placement)
        : turn;
  }

  private static OptionalDouble score(ObjectNode record, String name) {
    OptionalDouble score = Fields.number(record, name);
    if (score.isEmpty() && record.has(name)) {
      throw InvalidInputException.of(name, "is no finite number");
    }
    if (score.isPresent() && score.getAsDouble() < 0) {
      throw InvalidInputException.of(name, "is negative");
    }
    return score;
  }

  /** The worst of all texts that would be stored, each by itself and together. */
  private Verdict verdict(Material material) {
    List<String> texts =
        switch (material) {
          case NewMemory memory -> MemoryTexts.of(memory).stream().map(Named::text).toList();
          case ToolResult result -> List.of(result.tool(), result.output());
          default -> throw new IllegalStateException("no record becomes this");
        };
    Verdict worst = Verdict.CLEAN;
    for (String text : texts) {
      Verdict verdict = detector.assess(text).verdict();
      worst = verdict.compareTo(worst) > 0 ? verdict : worst;
    }
    return worst;
  }

  /** When it happened, as far as that can be. */
  private final class When {
    private final Optional<TimeSpan> occurred;
    private final boolean clamped;

    When(ObjectNode record) {
      Optional<Instant> learned =
          Fields.instant(record, "learned").filter(one -> !one.isAfter(now));
      boolean future =
          Fields.instant(record, "learned").filter(one -> one.isAfter(now)).isPresent();
      Optional<Instant> from = Fields.instant(record, "occurredFrom");
      Optional<Instant> to = Fields.instant(record, "occurredTo");
      Optional<TimeSpan> told = Optional.empty();
      if (from.isPresent() && to.isPresent()) {
        if (from.get().isAfter(now)) {
          future = true;
        } else {
          // a span that goes on into the future ends now
          future |= to.get().isAfter(now);
          told = Optional.of(new TimeSpan(from.get(), to.get().isAfter(now) ? now : to.get()));
        }
      }
      Optional<TimeSpan> believed = told.or(() -> learned.map(TimeSpan::at));
      Optional<Instant> oldest = options.oldest().map(now::minus);
      boolean old =
          believed.isPresent() && oldest.filter(believed.get().from()::isBefore).isPresent();
      this.occurred =
          old
              ? believed.map(span ->
                  new TimeSpan(
                      oldest.orElseThrow(),
                      span.to().isBefore(oldest.orElseThrow()) ? oldest.orElseThrow() : span.to()))
              : believed.map(span -> new TimeSpan(span.from(), span.to()));
      this.clamped = future || old;
    }
  }
}
