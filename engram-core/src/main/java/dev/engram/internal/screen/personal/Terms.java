package dev.engram.internal.screen.personal;

import dev.engram.internal.capture.word.Word;
import java.util.List;
import java.util.Set;

/**
 * Words that tell of someone's health or money. A word alone tells of nobody: it counts where a
 * person is spoken of within a few words before it, and no more than once a sentence and kind.
 */
final class Terms {
  private static final Lists LISTS = Lists.read("terms.txt");
  private static final Set<String> MEDICAL = LISTS.of("medical");
  private static final Set<String> FINANCIAL = LISTS.of("financial");
  private static final Set<String> OWN = LISTS.of("own");
  private static final int REACH = 7;

  private Terms() {}

  static void find(List<Word> words, List<PersonalFinding> found) {
    int own = -1 - REACH;
    boolean medical = false;
    boolean financial = false;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (word.is('.') || word.is('!') || word.is('?') || word.kind() == Word.Kind.BREAK) {
        own = i - 1 - REACH;
        medical = false;
        financial = false;
      }
      if (!word.isWord() || word.code()) {
        continue;
      }
      String folded = word.folded();
      own = OWN.contains(folded) ? i : own;
      if (i - own > REACH) {
        continue;
      }
      boolean pair = i + 1 < words.size() && words.get(i + 1).isWord();
      String two = pair ? folded + " " + words.get(i + 1).folded() : folded;
      if (!medical && (MEDICAL.contains(folded) || MEDICAL.contains(two))) {
        medical = found.add(finding(words, i, !MEDICAL.contains(folded), PersonalKind.MEDICAL));
      } else if (!financial && (FINANCIAL.contains(folded) || FINANCIAL.contains(two))) {
        financial =
            found.add(finding(words, i, !FINANCIAL.contains(folded), PersonalKind.FINANCIAL));
      }
    }
  }

  private static PersonalFinding finding(List<Word> words, int i, boolean pair, PersonalKind kind) {
    return new PersonalFinding(words.get(i).start(), words.get(pair ? i + 1 : i).end(), kind, 0.6);
  }
}
