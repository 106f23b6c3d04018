package dev.engram.internal.recall.quality;

import dev.engram.config.TrustOptions;
import dev.engram.fault.EngramException;
import dev.engram.fault.InvalidInputException;
import dev.engram.health.Quality;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.remember.Judging;
import dev.engram.internal.vault.EventTable;
import dev.engram.internal.vault.EventTable.Event;
import dev.engram.internal.vault.FeedbackTable;
import dev.engram.internal.vault.UsageTable.Usage;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Remembered;
import dev.engram.query.Feedback;
import dev.engram.query.RecallId;
import dev.engram.scope.Principal;
import dev.engram.spi.EmbeddingModel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What an engine learns from its recalls: it takes feedback, counts use, and keeps the quality
 * record. Thread-safe. Noting a recall costs some microseconds and never writes; feedback is a
 * durable write, and is heeded by every recall that starts after it returned.
 */
public final class Experience {
  /** Mean NDCG against judgements from below which a person should look. */
  private static final double POOR_NDCG = 0.4;

  private final Vault vault;
  private final EmbeddingDesk desk;
  private final Supplier<OptionalLong> space;
  private final Judging judging;
  private final InstantSource clock;
  private final RecentRecalls recent;
  private final Suppression suppression;
  private final Telemetry telemetry = new Telemetry();
  private final QualityRecord record;
  private final Chance chance;
  private final AtomicLong next;

  /**
   * Loads what earlier sessions learned.
   *
   * @param space answers the row of the present vector space, if there is an embedder
   * @param engine tells the answers of this engine from those of others
   */
  public Experience(
      Vault vault,
      EmbeddingDesk desk,
      Supplier<OptionalLong> space,
      Judging judging,
      TrustOptions options,
      InstantSource clock,
      long engine) {
    this.vault = vault;
    this.desk = desk;
    this.space = space;
    this.judging = judging;
    this.clock = clock;
    this.recent = new RecentRecalls(engine);
    this.suppression = new Suppression(options, space);
    this.record = new QualityRecord(space);
    this.chance =
        new Chance(vault, space, () -> desk.model().map(EmbeddingModel::dimension).orElse(0));
    Instant oldest = clock.instant().minus(options.holdBack());
    vault
        .readers()
        .read(s -> FeedbackTable.since(s, oldest, Suppression.MOST))
        .forEach(suppression::add);
    List<Event> events = vault.readers().read(s -> EventTable.newest(s, QualityRecord.WINDOW));
    events.forEach(record::add);
    this.next = new AtomicLong(events.isEmpty() ? 1 : events.getLast().seq() + 1);
  }

  /**
   * Figures of an answer.
   *
   * @param question what was asked
   * @param moment when
   * @param strategy which way it was answered
   * @param visible how many memories could answer
   * @param candidates how many were ranked
   * @param roots the memories that answered, best first
   * @param suppressed how many were held back
   * @param relevancy mean relevance of the hits
   * @param best the cosine of the nearest hit, if the question had a vector
   * @param micros how long it took
   * @param degradations why it may be less than it could be
   */
  public record Answer(
      Principal asker,
      Question question,
      Instant moment,
      String strategy,
      int visible,
      int candidates,
      List<Integer> roots,
      int suppressed,
      double relevancy,
      OptionalDouble best,
      long micros,
      Set<String> degradations) {}

  /** Notes an answer and names it. */
  public RecallId note(Answer answer) {
    long seq = next.getAndIncrement();
    var event =
        new Event(
            seq,
            answer.moment,
            answer.question.direction().isPresent() ? space.get() : OptionalLong.empty(),
            answer.strategy,
            answer.visible,
            answer.candidates,
            answer.roots.size(),
            answer.suppressed,
            answer.relevancy,
            answer.best,
            answer.micros,
            answer.degradations,
            0,
            OptionalDouble.empty());
    telemetry.add(event, answer.roots);
    record.add(event);
    return recent.add(seq, Asker.of(answer.asker), answer.question, answer.roots);
  }

  /** What is held back, from which questions. */
  public Suppression suppression() {
    return suppression;
  }

  /** A memory's counters, with recalls that the vault does not know yet. */
  public Usage usage(int root, Usage stored) {
    return telemetry.with(root, stored);
  }

  /**
   * Takes feedback.
   *
   * @throws InvalidInputException if it names an answer that is not known and no question
   */
  public Optional<Remembered> feedback(MemoryId id, Feedback feedback, Principal principal) {
    var asker = Asker.of(principal);
    Optional<Question> question = asked(feedback, asker);
    Judging.Judged judged =
        judging.judge(id, feedback, question.map(one -> one.in(space.get())), principal);
    suppression.add(judged.row());
    feedback
        .recall()
        .flatMap(recall -> recent.judged(recall, asker, judged.row().root(), feedback.verdict()))
        .ifPresent(grade -> {
          telemetry.add(grade);
          record.add(grade);
        });
    return judged.correction();
  }

  private Optional<Question> asked(Feedback feedback, Asker asker) {
    Optional<Question> answered =
        feedback.recall().flatMap(recall -> recent.question(recall, asker));
    if (answered.isPresent()) {
      return answered;
    }
    if (feedback.recall().isPresent() && feedback.question().isEmpty()) {
      throw InvalidInputException.of(
          "feedback.recall",
          "names none of the last " + RecentRecalls.KEPT + " answers; tell what was asked instead");
    }
    return feedback.question().map(text -> Question.of(text, desk.question(text)));
  }

  /** Averages over recent recalls. */
  public Quality quality() {
    OptionalDouble byLot =
        record.nearest().length < QualityRecord.ENOUGH ? OptionalDouble.empty() : chance.cosine();
    return record.quality(byLot);
  }

  /** What a person should know. */
  public List<String> warnings() {
    Quality quality = quality();
    var warnings = new ArrayList<String>();
    if (quality.lift().isPresent() && quality.lift().getAsDouble() < 0) {
      warnings.add(
          "the last "
              + QualityRecord.ENOUGH
              + " questions were no nearer to their answers than unrelated memories are to each"
              + " other: the embedding model may be stale or another one");
    }
    if (quality.judged() >= QualityRecord.ENOUGH
        && quality.ndcg().isPresent()
        && quality.ndcg().getAsDouble() < POOR_NDCG) {
      warnings.add("answers that were judged rank what helped low: NDCG below " + POOR_NDCG);
    }
    return warnings;
  }

  /** Writes what recalls left behind if enough has come together; for idle time. */
  public void flushIfDue() {
    if (telemetry.due(clock.instant())) {
      flush();
    }
  }

  /** Writes what recalls left behind. */
  public void flush() {
    Telemetry.Batch batch = telemetry.take();
    if (!batch.isEmpty()) {
      vault
          .writer()
          .write(tx -> {
            batch.write(tx);
            return true;
          });
    }
  }

  /** Writes what recalls left behind, or leaves it: it is not worth failing for. */
  public void flushIfPossible() {
    if (vault.broken().isEmpty()) {
      try {
        flush();
      } catch (EngramException lost) {
        // counts of recalls are lost, nothing else
      }
    }
  }
}
