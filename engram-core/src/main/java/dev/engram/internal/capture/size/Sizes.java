package dev.engram.internal.capture.size;

import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.capture.word.Word;
import dev.engram.internal.capture.word.Words;
import dev.engram.internal.token.TokenCounter;
import dev.engram.memory.Category;
import dev.engram.memory.Metadata;
import dev.engram.memory.TieredContent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes a text in four sizes without a model (spec §8.8).
 *
 * <p>Sentences are scored by place, names, numbers, and how much of the text's recurring words they
 * hold; the best, shortened and in their order, make the summary: at most two fifths of a long
 * text. The key fact is the best sentence's best clause. All of it is left out of the text, never
 * put in, except {@code [java code, 14 lines]} for code. A form that comes out longer than the next
 * larger one, in tokens or characters, is replaced by it. The tag is the category where it tells
 * something, else the first topic, technology or person.
 *
 * <p>Thread-safe; linear in the text but for choosing among sentences, of which no more than {@link
 * #MOST} are looked at. Most of the time goes into counting tokens.
 */
public final class Sizes {
  private static final int MOST = 2000;
  private static final int SHORT_WORDS = 14;
  private static final int KEY_WORDS = 12;
  private static final double SHARE = 0.4;
  private static final int LEAST_SUMMARY = 160;
  private static final Set<Category> VAGUE =
      Set.of(Category.GENERAL, Category.CONTEXT, Category.FACT, Category.TECHNICAL);

  private final TokenCounter counter;

  /** Counts tokens with this. */
  public Sizes(TokenCounter counter) {
    this.counter = counter;
  }

  /** The four sizes of a text of which the metadata are known. */
  public TieredContent of(String text, Metadata metadata, Category category) {
    List<Sentence> sentences = Sentence.of(Words.of(text));
    if (sentences.size() > MOST) {
      sentences = sentences.subList(0, MOST);
    }
    double[] scores = scores(sentences, metadata);
    String summary = shorter(summary(text, sentences, scores, metadata), text);
    String keyFact = shorter(keyFact(text, sentences, scores, metadata), summary);
    return counted(text, summary, keyFact, tag(metadata, category), category);
  }

  private static String shorter(String form, String larger) {
    return form.isBlank() || form.length() > larger.length() ? larger : form;
  }

  private TieredContent counted(
      String full, String summary, String keyFact, String tag, Category category) {
    int fullTokens = counter.count(full);
    int summaryTokens = summary.equals(full) ? fullTokens : counter.count(summary);
    String shownSummary = summaryTokens > fullTokens ? full : summary;
    summaryTokens = Math.min(summaryTokens, fullTokens);
    int keyTokens = keyFact.equals(shownSummary) ? summaryTokens : counter.count(keyFact);
    String shownKey = keyTokens > summaryTokens ? shownSummary : keyFact;
    keyTokens = Math.min(keyTokens, summaryTokens);
    int tagTokens = counter.count(tag);
    String shownTag = tag;
    if (tagTokens > keyTokens) {
      int plain = counter.count(category.label());
      shownTag = plain <= keyTokens ? category.label() : shownKey;
      tagTokens = Math.min(plain, keyTokens);
    }
    return new TieredContent(
        full, shownSummary, shownKey, shownTag, fullTokens, summaryTokens, keyTokens, tagTokens);
  }

  private static String tag(Metadata metadata, Category category) {
    if (!VAGUE.contains(category)) {
      return category.label();
    }
    return metadata.topics().stream()
        .findFirst()
        .or(() -> metadata.technologies().stream().findFirst())
        .or(() -> metadata.people().stream().findFirst())
        .filter(t -> t.length() <= 20)
        .orElse(category.label());
  }

  private static double[] scores(List<Sentence> sentences, Metadata metadata) {
    Map<String, Integer> often = new HashMap<>();
    for (Sentence sentence : sentences) {
      for (Word word : sentence.words()) {
        if (telling(word)) {
          often.merge(word.stem(), 1, Integer::sum);
        }
      }
    }
    Set<String> names = names(metadata);
    double[] scores = new double[sentences.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score(sentences.get(i), often, names, sentences.size());
    }
    return scores;
  }

  private static Set<String> names(Metadata metadata) {
    var names = new HashSet<String>();
    for (List<String> list : List.of(metadata.people(), metadata.technologies())) {
      for (String name : list) {
        names.addAll(List.of(name.toLowerCase(Locale.ROOT).split(" ")));
      }
    }
    return names;
  }

  private static boolean telling(Word word) {
    return word.isWord()
        && !word.code()
        && word.folded().length() > 2
        && !CommonWords.isFunction(word.folded());
  }

  private static double score(
      Sentence sentence, Map<String, Integer> often, Set<String> names, int all) {
    if (sentence.code()) {
      return -0.5;
    }
    if (Shortening.idle(sentence)) {
      return -3;
    }
    double score = sentence.place() == 0 ? 1 : sentence.place() < 3 ? 0.5 : 0;
    score += sentence.place() == all - 1 && all > 4 ? 0.2 : 0;
    score -= sentence.words().getFirst().is('[') ? 0.6 : 0;
    score -= sentence.words().size() > 3 * sentence.count() ? 1 : 0;
    double central = 0;
    int content = 0;
    for (Word word : sentence.words()) {
      if (telling(word)) {
        content++;
        central += often.getOrDefault(word.stem(), 1) > 1 ? 1 : 0;
      }
      boolean name = names.contains(word.stem()) || (word.capital() && !word.opens());
      score += name && word.folded().length() > 1 ? 0.35 : 0;
      score += word.isNumber() ? 0.5 : 0;
      score += Shortening.negation(word) ? 0.2 : 0;
    }
    score += content == 0 ? -1 : 0.8 * central / content + Math.min(content, 8) * 0.1;
    score -= sentence.asks() ? 1.2 : 0;
    return score - Math.max(0, sentence.words().size() - 40) * 0.02;
  }

  private static String summary(
      String text, List<Sentence> sentences, double[] scores, Metadata metadata) {
    long words = sentences.stream().mapToLong(Sentence::count).sum();
    boolean brief = sentences.size() <= 1 && words <= SHORT_WORDS;
    if (brief) {
      return text;
    }
    double budget = Math.max(LEAST_SUMMARY, text.length() * SHARE);
    var order = new ArrayList<Integer>();
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > -2) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
    var chosen = new BitSet();
    var forms = new HashMap<Integer, String>();
    double used = 0;
    for (int i : order) {
      String form = form(text, sentences.get(i), metadata, true);
      if (!form.isBlank() && (used == 0 || used + form.length() + 1 <= budget)) {
        chosen.set(i);
        forms.put(i, form);
        used += form.length() + 1;
      }
    }
    var out = new StringBuilder();
    for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
      String form = forms.getOrDefault(i, "");
      if (!out.isEmpty()) {
        out.append(Character.isLetterOrDigit(out.charAt(out.length() - 1)) ? "; " : " ");
      }
      out.append(form);
    }
    return out.toString();
  }

  private static String form(String text, Sentence sentence, Metadata metadata, boolean counts) {
    if (!sentence.code()) {
      return Shortening.text(text, sentence.words(), 0, sentence.words().size());
    }
    long lines = text.substring(sentence.start(), sentence.end()).lines().count();
    String language = metadata.codeLanguage().map(l -> l + " ").orElse("");
    String much = counts ? ", " + lines + (lines == 1 ? " line]" : " lines]") : "]";
    return "[" + language + "code" + much;
  }

  private static String keyFact(
      String text, List<Sentence> sentences, double[] scores, Metadata metadata) {
    int best = -1;
    for (int i = 0; i < scores.length; i++) {
      double own = scores[i] - (sentences.get(i).count() < 3 ? 0.8 : 0);
      double leader = best < 0 ? -10 : scores[best] - (sentences.get(best).count() < 3 ? 0.8 : 0);
      best = own > leader ? i : best;
    }
    if (best < 0) {
      return text;
    }
    Sentence sentence = sentences.get(best);
    if (sentence.code()) {
      return form(text, sentence, metadata, false);
    }
    List<Word> words = sentence.words();
    if (sentence.count() <= KEY_WORDS) {
      return form(text, sentence, metadata, false);
    }
    Clauses.Clause clause = Clauses.best(words, names(metadata), KEY_WORDS);
    return Shortening.text(text, words, clause.from(), clause.to());
  }
}
