package dev.engram.internal.capture.duplicate;

import dev.engram.internal.capture.duplicate.Verdict.Sameness;
import dev.engram.internal.capture.duplicate.Wording.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Decides whether two texts of the same kind and speaker say the same (spec §34.3). Wrong merges
 * are worse than missed ones: a merge loses what one of the two said, a miss only stores it twice.
 *
 * <p>So overlap of words decides nothing. The words that count (see {@link Wording}) must be equal
 * one by one, in order; numbers, names, negations, directions, tenses, questions count like all
 * others. What may differ is listed: fillers, contractions, spelling, the {@code s} of a verb after
 * its subject, pictures on one side, and one clear typing error in a long word among at least three
 * others. If the meaning was compared and is near, clauses may also change places as a whole ("for
 * five years I have …"), which is a rotation of the words (not where something is denied), and
 * listed synonyms count as equal. A bag of equal words would not do: "Ana called Ben" is one for
 * "Ben called Ana".
 *
 * <p>Immutable, thread-safe. Cost: linear, but for rotations, which are looked for in texts of at
 * most 64 words.
 */
public final class Restatement {
  private static final int LEAST_WORDS_BESIDE_TYPO = 3;
  private static final int MOST_WORDS_TURNED = 64;
  private final double nearness;

  /**
   * A judge.
   *
   * @param nearness from which cosine on meanings count as near, 0 to 1
   */
  public Restatement(double nearness) {
    if (!(nearness >= 0 && nearness <= 1)) {
      throw new IllegalArgumentException("nearness must be 0 to 1, got " + nearness);
    }
    this.nearness = nearness;
  }

  /** A judge with a threshold that small embedding models pass for paraphrases alone. */
  public static Restatement strict() {
    return new Restatement(0.9);
  }

  /**
   * Judges.
   *
   * @param cosine of the two texts' vectors, if both have any
   */
  public Verdict judge(String one, String other, OptionalDouble cosine) {
    if (one.equals(other)) {
      return new Verdict(Sameness.SAME_EXACT, "the same text");
    }
    Wording first = Wording.of(one);
    Wording second = Wording.of(other);
    if (!first.emoji().equals(second.emoji())) {
      boolean both = !first.emoji().isEmpty() && !second.emoji().isEmpty();
      if (both || first.words().size() < LEAST_WORDS_BESIDE_TYPO) {
        return Verdict.different("other pictures");
      }
    }
    Verdict lexical = aligned(first.words(), second.words());
    if (lexical.same() || cosine.isEmpty() || cosine.getAsDouble() < nearness) {
      return lexical;
    }
    return turned(meanings(first.words()), meanings(second.words()))
        ? new Verdict(Sameness.SAME_SEMANTIC, "near in meaning, words equal but for their place")
        : lexical;
  }

  private static Verdict aligned(List<Word> one, List<Word> other) {
    if (one.isEmpty() || one.size() != other.size()) {
      return Verdict.different("more words on one side");
    }
    int typos = 0;
    int agreements = 0;
    for (int i = 0; i < one.size(); i++) {
      Word left = one.get(i);
      Word right = other.get(i);
      if (left.form().equals(right.form())) {
        continue;
      }
      if (!left.name() && !right.name() && Typo.between(left.form(), right.form())) {
        typos++;
      } else if (i > 0 && agree(one.get(i - 1), left.form(), right.form())) {
        agreements++;
      } else {
        return Verdict.different("another word");
      }
    }
    if (typos > 1 || (typos == 1 && one.size() <= LEAST_WORDS_BESIDE_TYPO)) {
      return Verdict.different("words too unlike to be one typing error");
    }
    boolean exact = typos == 0 && agreements == 0;
    return new Verdict(Sameness.SAME_LEXICAL, exact ? "the words that count" : "but for a slip");
  }

  /** "She like" and "she likes"; nowhere else, for "my dog" is not "my dogs". */
  private static boolean agree(Word subject, String one, String other) {
    String shorter = one.length() < other.length() ? one : other;
    String longer = shorter.equals(one) ? other : one;
    boolean third =
        subject.form().equals("he") || subject.form().equals("she") || subject.form().equals("it");
    return third && shorter.length() > 2 && longer.equals(shorter + "s");
  }

  private static List<String> meanings(List<Word> words) {
    var meanings = new ArrayList<String>(words.size());
    for (Word word : words) {
      if (!Lexicon.ENGLISH.degree(word.form())) {
        meanings.add(word.name() ? word.form() : Lexicon.ENGLISH.meaning(word.form()));
      }
    }
    return meanings;
  }

  /** Whether one list is the other, begun at another place. */
  private static boolean turned(List<String> one, List<String> other) {
    int size = one.size();
    if (size != other.size() || size == 0 || size > MOST_WORDS_TURNED) {
      return false;
    }
    boolean rigid = size < 4 || one.contains("not") || one.contains("never") || one.contains("no");
    for (int turn = 0; turn < (rigid ? 1 : size); turn++) {
      int i = 0;
      while (i < size && one.get((i + turn) % size).equals(other.get(i))) {
        i++;
      }
      if (i == size) {
        return true;
      }
    }
    return false;
  }
}
