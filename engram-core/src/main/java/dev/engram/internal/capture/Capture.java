package dev.engram.internal.capture;

import dev.engram.internal.capture.affect.AffectContext;
import dev.engram.internal.capture.affect.AffectScorer;
import dev.engram.internal.capture.entity.Mention;
import dev.engram.internal.capture.entity.Mentions;
import dev.engram.internal.capture.entity.NormalName;
import dev.engram.internal.capture.importance.Importance;
import dev.engram.internal.capture.importance.ImportanceModel;
import dev.engram.internal.capture.importance.Message;
import dev.engram.internal.capture.language.Language;
import dev.engram.internal.capture.metadata.MetadataExtraction;
import dev.engram.internal.capture.proposition.Proposition;
import dev.engram.internal.capture.proposition.Propositions;
import dev.engram.internal.capture.size.Sizes;
import dev.engram.internal.capture.text.Span;
import dev.engram.internal.capture.text.Utterance;
import dev.engram.internal.capture.time.TemporalExpressions;
import dev.engram.internal.capture.time.TimeMention;
import dev.engram.internal.token.TokenCounter;
import dev.engram.memory.Affect;
import dev.engram.memory.Category;
import dev.engram.memory.EntityType;
import dev.engram.memory.Metadata;
import dev.engram.memory.RunOutcome;
import dev.engram.memory.Source;
import dev.engram.memory.TieredContent;
import dev.engram.memory.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a text once and says everything that was found in it. Thread-safe; a text of thirty words
 * takes about a millisecond. What it needs of language is loaded with the first text.
 */
public final class Capture {
  /** More names than this are not followed up. */
  private static final int MOST_MENTIONS = 32;

  /** People name what they mean; prose of machines capitalises much that is no name. */
  private static final double SURE_OF_NAME = 0.5;

  private static final double SURE_IN_PROSE = 0.55;
  private static final Set<String> ROLES =
      Set.of("user", "assistant", "system", "tool", "human", "ai", "bot", "agent", "none", "null");

  private static final Set<String> HUMAN_ROLES = Set.of("user", "human");

  private final Mentions mentions = new Mentions();
  private final MetadataExtraction metadata = new MetadataExtraction();
  private final AffectScorer affects = new AffectScorer();
  private final TemporalExpressions temporal = new TemporalExpressions();
  private final ImportanceModel importance = ImportanceModel.standard();
  private final Propositions propositions = new Propositions(new Language());
  private final Sizes sizes;

  /** Reads texts, and counts their tokens so. */
  public Capture(TokenCounter counter) {
    this.sizes = new Sizes(counter);
  }

  /**
   * How a text is to be read.
   *
   * @param before what was said just before, oldest first
   * @param category what it is filed as
   * @param source where it comes from
   * @param outcome how what it reports turned out, if it reports something done
   * @param statements whether statements are to be looked for
   */
  public record Look(
      List<Utterance> before,
      Category category,
      Source source,
      Optional<RunOutcome> outcome,
      boolean statements) {}

  /**
   * What was read.
   *
   * @param captured what was found in the text itself
   * @param propositions what it states, in order
   * @param asked whether the speaker asked for something to be kept
   * @param times the temporal expressions, in order
   * @param utterance what was read
   */
  public record Reading(
      Captured captured,
      List<Proposition> propositions,
      boolean asked,
      List<TimeMention> times,
      Utterance utterance) {
    /**
     * When what is told in a stretch of the text happened, if that names a time.
     *
     * @param value what the stretch tells: a time within it is not when it happened
     */
    public Optional<TimeSpan> timeIn(Span where, String value) {
      String text = utterance.text();
      return times.stream()
          .filter(time -> time.span().overlaps(where))
          .filter(time -> !value.contains(time.span().of(text)))
          .flatMap(time -> time.toSpan(utterance.zone()).stream())
          .findFirst();
    }
  }

  /** Reads a text. Never fails on any input. */
  public Reading read(Utterance utterance, Look look) {
    String text = utterance.text();
    List<Mention> names = mentions(utterance);
    Metadata named = metadata.of(text, names);
    List<TimeMention> times = temporal.in(text, utterance.when().atZone(utterance.zone()));
    List<Proposition> stated =
        look.statements ? propositions.in(utterance, look.before) : List.of();
    boolean asked = stated.stream().anyMatch(Proposition::explicit);
    Importance matters =
        importance.of(
            new Message(
                text,
                utterance.speaker(),
                utterance.addressee(),
                previous(look),
                origin(utterance, look, asked)));
    Affect felt = affects.of(text, context(look));
    TieredContent four = sizes.of(text, named, look.category);
    List<TimeSpan> spans =
        times.stream().flatMap(time -> time.toSpan(utterance.zone()).stream()).limit(16).toList();
    var captured =
        new Captured(
            Optional.of(four),
            felt,
            named,
            spans,
            withSpeaker(names, utterance, look),
            asked,
            Optional.of(matters));
    return new Reading(captured, stated, asked, times, utterance);
  }

  private static Optional<String> previous(Look look) {
    return look.before.isEmpty() ? Optional.empty() : Optional.of(look.before.getLast().text());
  }

  private static Message.Origin origin(Utterance utterance, Look look, boolean asked) {
    if (asked || look.source == Source.USER_EXPLICIT) {
      return Message.Origin.EXPLICIT;
    }
    boolean said = look.source == Source.CONVERSATION && utterance.speaker().isPresent();
    return said ? Message.Origin.TALK : Message.Origin.MATERIAL;
  }

  private List<Mention> mentions(Utterance utterance) {
    double sure =
        utterance.speaker().filter(Capture::isPerson).isPresent() ? SURE_OF_NAME : SURE_IN_PROSE;
    return mentions.in(utterance.text(), utterance.speaker(), utterance.addressee()).stream()
        .filter(mention -> mention.confidence() >= sure && !mention.normal().isEmpty())
        .limit(MOST_MENTIONS)
        .toList();
  }

  /**
   * A speaker with a name is spoken of by speaking; a role is nobody, and a tool does not speak.
   */
  private static List<Mention> withSpeaker(List<Mention> names, Utterance utterance, Look look) {
    var all = new ArrayList<>(names);
    utterance
        .speaker()
        .filter(speaker -> look.source != Source.TOOL && isName(speaker))
        .ifPresent(name ->
            all.add(
                new Mention(
                    new Span(0, 0),
                    name,
                    NormalName.of(name),
                    EntityType.PERSON,
                    1,
                    Optional.empty())));
    return all;
  }

  private static boolean isPerson(String speaker) {
    return isName(speaker) || HUMAN_ROLES.contains(speaker.toLowerCase(Locale.ROOT));
  }

  private static boolean isName(String speaker) {
    int first = speaker.codePointAt(0);
    return Character.isLetter(first)
        && !Character.isLowerCase(first)
        && !ROLES.contains(speaker.toLowerCase(Locale.ROOT))
        && !NormalName.of(speaker).isEmpty();
  }

  private static AffectContext context(Look look) {
    return look.outcome
        .map(outcome ->
            AffectContext.ended(
                switch (outcome) {
                  case SUCCESS -> AffectContext.Outcome.SUCCESS;
                  case PARTIAL -> AffectContext.Outcome.PARTIAL;
                  case FAILURE -> AffectContext.Outcome.FAILURE;
                }))
        .orElse(AffectContext.NONE);
  }
}
