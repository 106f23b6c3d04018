package dev.engram.internal.capture.size;

import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.capture.word.Word;
import java.util.List;
import java.util.Set;

/**
 * Shortens sentences by leaving out what carries nothing: greetings and fillers in front, empty
 * adverbs, brackets, marks of layout. It only leaves out, and never a negation, so that every name
 * and number it shows stands in the text. Stateless.
 */
final class Shortening {
  private static final Set<String> NEGATIONS =
      Set.of(
          "not", "no", "never", "neither", "nor", "none", "nobody", "nothing", "without", "cannot",
          "hardly", "barely", "dont", "doesnt", "didnt", "cant", "wont", "isnt");
  private static final Set<String> LEADS =
      words(
          "well so anyway okay ok oh ah hey hi hello yeah yes yep sure thanks wow hmm um uh"
              + " actually basically honestly also and but certainly absolutely definitely great"
              + " alright haha lol obviously luckily fortunately please again additionally"
              + " furthermore moreover overall finally however woah aw ooh gosh man dude right"
              + " cool");
  private static final Set<String> EMPTY =
      words(
          "really very just actually basically literally simply quite totally absolutely definitely"
              + " honestly certainly truly extremely super incredibly obviously essentially"
              + " particularly seriously");

  private static final Set<String> GREETINGS =
      words(
          "good morning evening afternoon night day nice to see you hear from meet have a great"
              + " weekend take care talk soon later bye goodbye thank how are is it going been"
              + " doing today there too much for your help what's up everyone all guys that that's"
              + " awesome amazing welcome you're no problem cheers");

  private Shortening() {}

  private static Set<String> words(String all) {
    return Set.copyOf(List.of(all.split(" ")));
  }

  static boolean negation(Word word) {
    return word.isWord() && (NEGATIONS.contains(word.folded()) || word.folded().endsWith("n't"));
  }

  /** Whether a sentence only greets, thanks or agrees. */
  static boolean idle(Sentence sentence) {
    int content = 0;
    for (Word word : sentence.words()) {
      boolean says =
          word.isNumber()
              || (word.isWord() && !greets(word.folded()))
              || word.kind() == Word.Kind.PATH
              || word.kind() == Word.Kind.URL
              || word.kind() == Word.Kind.EMAIL;
      content += says ? 1 : 0;
    }
    boolean led = LEADS.contains(sentence.words().getFirst().folded());
    return content <= (led ? 1 : 0);
  }

  private static boolean greets(String folded) {
    return LEADS.contains(folded) || EMPTY.contains(folded) || GREETINGS.contains(folded);
  }

  /** The tokens from one index to another, shortened, as text. */
  static String text(String text, List<Word> words, int from, int to) {
    var out = new StringBuilder();
    int first = lead(words, from, to);
    int depth = 0;
    int end = -1;
    for (int i = first; i < to; i++) {
      Word word = words.get(i);
      int close = word.is('(') && depth == 0 ? bracket(words, i, to) : -1;
      if (close > i) {
        i = close;
        continue;
      }
      if (layout(word, out.isEmpty()) || empty(words, i, from, to)) {
        continue;
      }
      boolean spaced = end >= 0 && word.start() > end;
      boolean hugs = word.kind() == Word.Kind.MARK && ".,;:!?)".contains(word.text());
      boolean apart = i == 0 || words.get(i - 1).end() < word.start();
      if ((spaced && !hugs && (apart || skipped(words, i)))
          || (spaced && hugs && keepsGap(text, word))) {
        out.append(' ');
      }
      if (word.kind() == Word.Kind.OPAQUE) {
        out.append("[data]");
      } else {
        out.append(text, word.start(), word.end());
      }
      end = word.end();
    }
    return capital(out, first > from);
  }

  private static boolean skipped(List<Word> words, int i) {
    return i > 0 && words.get(i - 1).kind() == Word.Kind.MARK && !words.get(i - 1).is('"');
  }

  private static boolean keepsGap(String text, Word word) {
    return word.is(':')
        && word.end() < text.length()
        && ")(-".indexOf(text.charAt(word.end())) >= 0;
  }

  /** The index after fillers in front: "Well, so, " and "Hey Ana! ". */
  private static int lead(List<Word> words, int from, int to) {
    int i = from;
    while (i < to) {
      Word word = words.get(i);
      if (word.kind() == Word.Kind.MARK && !"\"“«($€£¥₹[-−+~<#@".contains(word.text())) {
        i++;
      } else if (word.isWord()
          && LEADS.contains(word.folded())
          && i + 1 < to
          && comma(words.get(i + 1))) {
        i += 2;
      } else if (addressed(words, i, to)) {
        i += 3;
      } else if (listMark(words, i, to)) {
        i++;
      } else {
        break;
      }
    }
    return i < to ? i : from;
  }

  /** "Hey Ana, " and "Thanks Leo! " with more behind. */
  private static boolean addressed(List<Word> words, int i, int to) {
    return i + 3 < to
        && words.get(i).isWord()
        && LEADS.contains(words.get(i).folded())
        && words.get(i + 1).capital()
        && comma(words.get(i + 2));
  }

  private static boolean listMark(List<Word> words, int i, int to) {
    Word word = words.get(i);
    boolean bullet =
        (word.is('-') || word.is('#')) && i + 1 < to && words.get(i + 1).start() > word.end();
    return bullet || (word.is('#') && i + 1 < to && words.get(i + 1).is('#'));
  }

  private static boolean comma(Word word) {
    return word.is(',') || word.is('!') || word.is('.') || word.is('…');
  }

  /** Where a bracket closes that holds no negation, or -1. */
  private static int bracket(List<Word> words, int open, int to) {
    for (int i = open + 1; i < to && i < open + 40; i++) {
      if (words.get(i).is(')')) {
        return open > 0 && words.get(open - 1).end() < words.get(open).start() ? i : -1;
      }
      if (words.get(i).is('(') || negation(words.get(i))) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean layout(Word word, boolean start) {
    return word.is('*')
        || word.is('`')
        || (start && (word.is('#') || word.is(',') || word.is('|')));
  }

  /** An empty adverb, unless a negation stands before it: "not really". */
  private static boolean empty(List<Word> words, int i, int from, int to) {
    Word word = words.get(i);
    if (!word.isWord() || word.capital() || !EMPTY.contains(word.folded())) {
      return false;
    }
    boolean negated = i > from && negation(words.get(i - 1));
    boolean alone = i + 1 >= to || !words.get(i + 1).isWord();
    return !negated && !alone;
  }

  private static String capital(StringBuilder out, boolean cut) {
    String text = out.toString().strip();
    int end = text.length();
    while (end > 0 && ",;:-–—".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    String bare = text.substring(0, end).strip();
    boolean raise =
        cut && !bare.isEmpty() && Character.isLowerCase(bare.charAt(0)) && plainStart(bare);
    return raise ? Character.toUpperCase(bare.charAt(0)) + bare.substring(1) : bare;
  }

  /** Only an ordinary word takes a capital: not a path, not an identifier. */
  private static boolean plainStart(String text) {
    int i = 0;
    while (i < text.length() && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '\'')) {
      i++;
    }
    return i == text.length()
        || text.charAt(i) == ' '
        || CommonWords.isFunction(text.substring(0, i));
  }
}
