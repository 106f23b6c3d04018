package dev.engram.internal.capture.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What {@link ImportanceModel} weighs: counts that know kinds of words and sentences, no topic and
 * no name. Content words are those in none of the lists of light words, each counted once, by the
 * kind of sentence they stand in: a question, one about the speaker, one about the one spoken to,
 * or any other. Each count also appears as steps ("more than two"), so that the model need not be
 * linear in it. Remarks in square brackets, by which chats tell of attachments, count apart.
 *
 * <p>Immutable. Cost: linear in the first 20,000 characters.
 */
public final class Features {
  private static final int MOST_CHARACTERS = 20_000;
  private static final int MOST_BEFORE = 25;
  private static final String[] KINDS = {"question", "self", "other", "plain"};
  private static final int[] STEPS = {0, 1, 2, 3, 4, 6, 8, 12};
  private static final int[] FEW_STEPS = {0, 1, 2, 4, 7};

  /** What the features are called, in their order. */
  public static final List<String> NAMES = names();

  private final double[] values;
  private final int content;
  private final double foreign;

  private Features(double[] values, int content, double foreign) {
    this.values = values;
    this.content = content;
    this.foreign = foreign;
  }

  /** The values, in the order of {@link #NAMES}. */
  public double[] values() {
    return values.clone();
  }

  /** How many new content words were said outside of questions. */
  int content() {
    return content;
  }

  /** The share of letters that English does not use. */
  double foreign() {
    return foreign;
  }

  private static List<String> names() {
    var names = new ArrayList<String>();
    for (int step : STEPS) {
      names.add("content words > " + step);
      names.add("new content words > " + step);
      names.add("stated content words > " + step);
    }
    for (String kind : KINDS) {
      names.add(kind + " sentences");
      names.add(kind + " content words");
      names.add(kind + " new content words");
      for (int step : FEW_STEPS) {
        names.add(kind + " content words > " + step);
      }
    }
    for (String what : List.of("names", "numbers", "times")) {
      names.add(what);
      names.add(what + " > 0");
      names.add(what + " > 1");
    }
    names.addAll(
        List.of(
            "words",
            "phatic words",
            "evaluative words",
            "phatic share",
            "evaluative share",
            "content share",
            "attachment",
            "attachment words",
            "answers a question",
            "new words in an answer",
            "own words in an answer",
            "after an attachment",
            "words before",
            "exclamations",
            "opens with a courtesy",
            "opens a session",
            "names the other",
            "own past",
            "past",
            "own sentences without content"));
    return List.copyOf(names);
  }

  /** Reads a message. */
  public static Features of(Message message) {
    var reader = new Reader(message);
    return reader.read();
  }

  /** Counts while it reads. */
  private static final class Reader {
    private final Message message;
    private final Set<String> before;
    private final Set<String> people = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final int[] sentences = new int[KINDS.length];
    private final int[] words = new int[KINDS.length];
    private final int[] fresh = new int[KINDS.length];
    private int all;
    private int phatic;
    private int evaluative;
    private int names;
    private int numbers;
    private int times;
    private int vocatives;
    private int ownPast;
    private int past;
    private int ownEmpty;
    private int exclamations;
    private int parts;
    private boolean courtesy;

    Reader(Message message) {
      this.message = message;
      before =
          message
              .before()
              .map(text -> Tokens.forms(Tokens.clipped(text, MOST_CHARACTERS)))
              .orElse(Set.of());
      message.speaker().ifPresent(this::person);
      message.addressee().ifPresent(this::person);
    }

    private void person(String name) {
      people.add(name.toLowerCase(Locale.ROOT));
    }

    Features read() {
      Tokens.Parted parted = Tokens.parted(Tokens.clipped(message.text(), MOST_CHARACTERS));
      for (Tokens.Sentence sentence : parted.sentences()) {
        sentence(sentence);
      }
      int stated = Arrays.stream(words).sum() - words[0];
      return new Features(vector(parted, stated), stated, parted.foreign());
    }

    private void sentence(Tokens.Sentence sentence) {
      parts++;
      exclamations += sentence.exclamations();
      boolean self =
          sentence.words().stream().anyMatch(word -> LightWords.SELF.contains(word.form()));
      boolean other =
          sentence.words().stream().anyMatch(word -> LightWords.OTHER.contains(word.form()));
      int kind = sentence.question() ? 0 : self ? 1 : other ? 2 : 3;
      boolean told = false;
      int content = 0;
      for (Tokens.Word word : sentence.words()) {
        told |=
            LightWords.PAST.contains(word.form())
                || (word.form().length() > 4 && word.form().endsWith("ed"));
        content += word(word, kind) ? 1 : 0;
      }
      sentences[kind]++;
      words[kind] += content;
      if (kind == 1) {
        ownPast += told ? 1 : 0;
        ownEmpty += content == 0 ? 1 : 0;
      } else if (kind != 0) {
        past += told ? 1 : 0;
      }
    }

    /** Counts a word; answers whether it is a new content word of this message. */
    private boolean word(Tokens.Word word, int kind) {
      String form = word.form();
      all++;
      if (all == 1) {
        courtesy = LightWords.PHATIC.contains(form);
      }
      if (Character.isDigit(form.charAt(0))) {
        numbers++;
        return false;
      }
      if (LightWords.TIME.contains(form)) {
        times++;
      } else if (LightWords.FUNCTION.contains(form)) {
        return false;
      } else if (LightWords.PHATIC.contains(form)) {
        phatic++;
        return false;
      } else if (LightWords.EVALUATIVE.contains(form)) {
        evaluative++;
        return false;
      }
      if (people.contains(form) || word.vocative()) {
        vocatives++;
        return false;
      }
      names += word.capital() && !word.first() ? 1 : 0;
      if (!seen.add(form)) {
        return false;
      }
      fresh[kind] += before.contains(form) ? 0 : 1;
      return true;
    }

    private double[] vector(Tokens.Parted parted, int stated) {
      var out = new double[NAMES.size()];
      int at = 0;
      int total = Arrays.stream(words).sum();
      int allFresh = Arrays.stream(fresh).sum();
      for (int step : STEPS) {
        out[at++] = total > step ? 1 : 0;
        out[at++] = allFresh > step ? 1 : 0;
        out[at++] = stated > step ? 1 : 0;
      }
      for (int kind = 0; kind < KINDS.length; kind++) {
        out[at++] = Math.log1p(sentences[kind]);
        out[at++] = Math.log1p(words[kind]);
        out[at++] = Math.log1p(fresh[kind]);
        for (int step : FEW_STEPS) {
          out[at++] = words[kind] > step ? 1 : 0;
        }
      }
      for (int count : new int[] {names, numbers, times}) {
        out[at++] = Math.log1p(count);
        out[at++] = count > 0 ? 1 : 0;
        out[at++] = count > 1 ? 1 : 0;
      }
      double most = Math.max(1, all);
      double answer = message.before().map(Tokens::asks).orElse(false) ? 1 : 0;
      double[] rest = {
        Math.log1p(all),
        Math.log1p(phatic),
        Math.log1p(evaluative),
        phatic / most,
        evaluative / most,
        total / most,
        parted.remark() ? 1 : 0,
        Math.log1p(parted.remarkWords()),
        answer,
        answer * Math.log1p(allFresh),
        answer * Math.log1p(words[1]),
        message.before().map(text -> text.indexOf('[') >= 0).orElse(false) ? 1 : 0,
        Math.log1p(before.isEmpty() ? MOST_BEFORE : Math.min(before.size(), MOST_BEFORE)),
        exclamations / Math.max(1.0, parts),
        courtesy ? 1 : 0,
        message.before().isEmpty() ? 1 : 0,
        Math.log1p(vocatives),
        Math.log1p(ownPast),
        Math.log1p(past),
        Math.log1p(ownEmpty)
      };
      System.arraycopy(rest, 0, out, at, rest.length);
      return out;
    }
  }
}
