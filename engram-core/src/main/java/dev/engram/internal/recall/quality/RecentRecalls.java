package dev.engram.internal.recall.quality;

import dev.engram.query.RecallId;
import dev.engram.query.Verdict;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * The last answers, so that feedback can name one: the question's direction and which memories
 * answered, no words. In RAM only, half a megabyte at most. Thread-safe.
 */
final class RecentRecalls {
  /** How many are known. */
  static final int KEPT = 256;

  private final long engine;
  private final Map<RecallId, Recent> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Entry<RecallId, Recent> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * None so far.
   *
   * @param engine what nobody can guess, and no other engine has: ids are made from it
   */
  RecentRecalls(long engine) {
    this.engine = engine;
  }

  /** An answer. */
  private record Recent(
      long seq,
      Asker asker,
      Question question,
      List<Integer> roots,
      Map<Integer, Verdict> judged) {}

  /**
   * What judgements say of an answer.
   *
   * @param seq which recall
   * @param memories how many were judged
   * @param ndcg against these judgements
   */
  record Graded(long seq, int memories, OptionalDouble ndcg) {}

  /** Keeps an answer, best first, and names it. */
  synchronized RecallId add(long seq, Asker asker, Question question, List<Integer> roots) {
    RecallId id = name(seq);
    recent.put(id, new Recent(seq, asker, question, List.copyOf(roots), new HashMap<>()));
    return id;
  }

  /** A name that tells nobody how many answers there were before. */
  private RecallId name(long seq) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer words =
          ByteBuffer.wrap(
              digest.digest(ByteBuffer.allocate(16).putLong(engine).putLong(seq).array()));
      return new RecallId(new UUID(words.getLong(), words.getLong()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What an answer was asked for; another's answer is as unknown as one that never was. */
  synchronized Optional<Question> question(RecallId id, Asker asker) {
    return of(id, asker).map(Recent::question);
  }

  private Optional<Recent> of(RecallId id, Asker asker) {
    return Optional.ofNullable(recent.get(id)).filter(one -> one.asker.equals(asker));
  }

  /** Notes a judgement of a memory of an answer. */
  synchronized Optional<Graded> judged(RecallId id, Asker asker, int root, Verdict verdict) {
    return of(id, asker).map(answer -> judged(answer, root, verdict));
  }

  private static Graded judged(Recent answer, int root, Verdict verdict) {
    answer.judged.put(root, verdict);
    double ndcg = ndcg(answer.roots, answer.judged);
    return new Graded(answer.seq, answer.judged.size(), OptionalDouble.of(ndcg));
  }

  /**
   * Gain 1 for what helped, 0 for everything else; what helped and was not among the answers counts
   * in the ideal. 0 when nothing helped.
   */
  static double ndcg(List<Integer> roots, Map<Integer, Verdict> judged) {
    double gained = 0;
    double ideal = 0;
    int helpful = 0;
    for (var judgement : judged.entrySet()) {
      if (judgement.getValue() == Verdict.HELPFUL) {
        ideal += discount(helpful++);
        int rank = roots.indexOf(judgement.getKey());
        gained += rank >= 0 ? discount(rank) : 0;
      }
    }
    return ideal == 0
        ? 0
        : Math.min(1, gained / ideal); // sums in two orders may differ in the last bit
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 2);
  }
}
