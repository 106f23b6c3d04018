package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.proposition.Clause.Role;
import dev.engram.internal.capture.proposition.Turn.Named;
import dev.engram.internal.capture.text.Span;
import dev.engram.memory.Category;
import dev.engram.memory.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Words a clause as propositions: a plain sentence, and subject, predicate, object. */
final class Wording {
  private static final int LONGEST_WORDS = 60;
  private static final Set<String> UNCHANGED =
      Set.of(
          "put", "cut", "quit", "hit", "set", "let", "hurt", "cost", "split", "spread", "shut",
          "must", "might", "may", "can", "could", "would", "should", "will", "shall");

  private final Grammar grammar;
  private final Speech speech;
  private final Mentions mentions;
  private final List<Token> tokens;
  private final Openers openers;

  Wording(Grammar grammar, Speech speech, Mentions mentions, List<Token> tokens, Openers openers) {
    this.grammar = grammar;
    this.speech = speech;
    this.mentions = mentions;
    this.tokens = tokens;
    this.openers = openers;
  }

  List<Proposition> propositions(
      Clause clause, Complement parts, Standing standing, Named subject, boolean first) {
    List<Proposition> out = new ArrayList<>();
    String verbPhrase = verbPhrase(clause, subject, first);
    Span object = parts.object();
    Span rest = new Span(clause.verb().to(), parts.end());
    if (parts.others().isEmpty()) {
      one(clause, parts, standing, subject, verbPhrase, object, List.of(rest)).ifPresent(out::add);
    } else {
      Span before = new Span(rest.start(), Math.max(rest.start(), object.start()));
      int last = parts.others().getLast().end();
      Span after = new Span(last, Math.max(last, rest.end()));
      List<Span> all = new ArrayList<>(List.of(object));
      all.addAll(parts.others());
      for (Span each : all) {
        one(clause, parts, standing, subject, verbPhrase, each, List.of(before, each, after))
            .ifPresent(out::add);
      }
    }
    for (Span part : parts.parallel()) {
      one(clause, parts, standing, subject, verbPhrase, part, List.of(part)).ifPresent(out::add);
    }
    return out;
  }

  private Optional<Proposition> one(
      Clause clause,
      Complement parts,
      Standing standing,
      Named subject,
      String verbPhrase,
      Span object,
      List<Span> pieces) {
    VerbGroup verb = clause.verb();
    Span rest = new Span(pieces.getFirst().start(), pieces.getLast().end());
    String tail =
        String.join(" ", pieces.stream().map(piece -> read(piece.start(), piece.end())).toList())
            .strip();
    String front =
        clause.frontTo() > clause.frontFrom()
            ? " " + lower(read(clause.frontFrom(), clause.frontTo()))
            : "";
    boolean own = subject.shown().startsWith(speech.first());
    String text =
        ((own ? subject.shown() : capital(subject.shown()))
                + " "
                + verbPhrase
                + (tail.isEmpty() ? "" : " " + tail)
                + front)
            .replace("  ", " ")
            .strip();
    if (!standing.hedge().isEmpty()) {
      boolean name =
          subject.human() || !Character.isUpperCase(text.charAt(0)) || !text.startsWith("The ");
      text =
          speech.first()
              + " "
              + standing.hedge()
              + " that "
              + (name ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1));
    }
    if (text.length() > Proposition.LONGEST - 1 || rest.length() > LONGEST_WORDS) {
      return Optional.empty();
    }
    boolean over = verb.ended() || (verb.negated() && anymore(clause));
    Modality modality = over ? Modality.FORMER : modality(clause, standing);
    boolean none = object.length() > 1 && tokens.get(object.start()).is("no");
    boolean negated = !over && ((verb.negated() || none) != standing.denied());
    boolean stated = verb.passive() && parts.empty() && parts.predicate().isBlank();
    String thing =
        object.length() > 0
            ? thing(object, subject)
            : stated
                ? tokens.get(verb.main()).norm()
                : parts.predicate().isBlank() && !verb.copula()
                    ? verb.negated() || !verb.lead().isEmpty()
                        ? verb.lemma()
                        : grammar.verbs().third(verb.lemma())
                    : "";
    String old =
        parts.old().length() == 0
            ? ""
            : Names.bare(read(parts.old().start(), parts.old().end()), tokens, parts.old().start());
    Relation relation = Relation.of(grammar, tokens, clause, parts, subject, thing, this::read);
    boolean event =
        verb.past()
            && !verb.copula()
            && !verb.passive()
            && modality == Modality.ACTUAL
            && !relation.state()
            && !grammar.lexicon().has("state", verb.lemma());
    boolean explicit = openers.explicit();
    Category category =
        Turn.orInstruction(
            grammar
                .categories()
                .of(
                    relation.subject(),
                    relation.predicate(),
                    thing,
                    verb.lemma(),
                    modality,
                    subject.human(),
                    event),
            modality);
    Optional<Change> change =
        grammar.changes().of(tokens, clause, thing, old, over, openers.correction());
    if (change.isEmpty() && relation.state() && verb.past()) {
      change = Optional.of(new Change.Updates());
    }
    return Optional.of(
        new Proposition(
            text + ".",
            span(clause),
            relation.subject(),
            relation.predicate(),
            thing,
            negated,
            modality,
            category,
            explicit ? 1 : confidence(standing, subject, modality, rest),
            explicit,
            event,
            change));
  }

  /** The object without its determiner; without the owner too, if that is the subject. */
  private String thing(Span object, Named subject) {
    Token first = tokens.get(object.start());
    boolean own =
        object.length() > 1
            && ((first.is("my", "our") && subject.name().equals(speech.first()))
                || (first.is("your") && subject.name().equals(speech.second().orElse(""))))
            && !grammar.lexicon().has("kin", tokens.get(object.start() + 1).norm());
    boolean none = object.length() > 1 && first.is("no");
    return own || none
        ? read(object.start() + 1, object.end())
        : Names.bare(read(object.start(), object.end()), tokens, object.start());
  }

  private double confidence(Standing standing, Named subject, Modality modality, Span rest) {
    double sure = standing.confidence();
    sure -= subject.resolved() ? 0.15 : 0;
    sure -= modality == Modality.POSSIBLE ? 0.2 : 0;
    sure -= rest.length() > 20 ? 0.1 : 0;
    for (int i = rest.start(); i < rest.end(); i++) {
      if (tokens.get(i).is("it", "this", "that", "they", "them", "he", "she")
          && !subject.resolved()) {
        sure -= 0.15;
        break;
      }
    }
    return Math.max(0.1, Math.round(sure * 100) / 100.0);
  }

  private Modality modality(Clause clause, Standing standing) {
    VerbGroup verb = clause.verb();
    if (standing.modality() != Modality.ACTUAL && verb.modality() == Modality.ACTUAL) {
      return standing.modality();
    }
    if (verb.modality() != Modality.ACTUAL) {
      return verb.modality();
    }
    if (Set.of("want", "hope", "wish").contains(verb.lemma())) {
      return Modality.DESIRED;
    }
    if (verb.lemma().equals("need")) {
      return Modality.OBLIGED;
    }
    if (verb.lemma().equals("suspect")) {
      return Modality.POSSIBLE;
    }
    if (Plans.arranged(grammar.lexicon(), tokens, clause)) {
      return Modality.INTENDED;
    }
    if (verb.lemma().equals("plan") && verb.progressive()) {
      return Modality.INTENDED;
    }
    for (int i = clause.from(); i < clause.to(); i++) {
      if (tokens.get(i).is("maybe", "perhaps", "probably", "possibly")) {
        boolean early = i <= clause.verb().to();
        if (early) {
          return Modality.POSSIBLE;
        }
      }
      boolean ahead =
          tokens.get(i).is("tomorrow", "tonight")
              || (tokens.get(i).is("next") && i + 1 < clause.to());
      if (ahead && (verb.progressive() || !verb.past()) && !verb.copula()) {
        return Modality.INTENDED;
      }
    }
    return Modality.ACTUAL;
  }

  private boolean anymore(Clause clause) {
    for (int i = clause.verb().to(); i < clause.to(); i++) {
      if (tokens.get(i).is("anymore")
          || (tokens.get(i).is("more") && tokens.get(i - 1).is("any"))) {
        return true;
      }
    }
    return false;
  }

  private String verbPhrase(Clause clause, Named subject, boolean first) {
    StringBuilder out = new StringBuilder();
    VerbGroup verb = clause.verb();
    int start =
        clause.role() == Role.HEADLESS
                || clause.subjectTo() == 0
                || clause.subjectTo() > verb.from()
                || verb.from() - clause.subjectTo() > 3
            ? verb.from()
            : clause.subjectTo();
    boolean singular =
        (first && !subject.shown().endsWith(" and others"))
            || subject.shown().equals(speech.second().orElse(""));
    for (int i = start; i < verb.to(); i++) {
      Token token = tokens.get(i);
      boolean adverb = token.tag() == Tag.ADV && grammar.lexicon().has("filler", token.norm());
      boolean outside = i < verb.from() && token.tag() != Tag.ADV;
      if (adverb || outside) {
        continue;
      }
      String word = i == verb.from() && singular ? third(token, verb) : speech.read(token);
      out.append(out.isEmpty() ? "" : " ").append(i < verb.from() ? lower(word) : word);
    }
    return lower(out.toString());
  }

  private String third(Token token, VerbGroup verb) {
    return switch (token.norm()) {
      case "am", "are" -> "is";
      case "were" -> "was";
      case "have" -> "has";
      case "do" -> "does";
      default -> {
        boolean base =
            token.norm().equals(token.lemma())
                && !UNCHANGED.contains(token.norm())
                && token.tag() == Tag.VERB
                && !verb.past();
        yield base ? grammar.verbs().third(token.lemma()) : token.norm();
      }
    };
  }

  /** Tokens in the third person, with pronouns for what the turn has named. */
  String read(int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      if (token.tag() == Tag.ADV && token.is("anymore", "too", "though", "actually", "honestly")) {
        continue;
      }
      String word = speech.agreeing(tokens, from, i);
      if (token.is("him", "it", "them") && i == from) {
        word = mentions.resolve(token.norm()).orElse(word);
      }
      out.append(out.isEmpty() || !token.spaced() ? "" : " ").append(word);
    }
    return out.toString().strip();
  }

  private Span span(Clause clause) {
    int from = Math.min(clause.from(), clause.verb().from());
    while (from < clause.verb().from()
        && (tokens.get(from).tag() == Tag.PUNCT || tokens.get(from).tag() == Tag.CCONJ)) {
      from++;
    }
    int to = Math.max(clause.to(), clause.verb().to());
    return new Span(tokens.get(from).span().start(), tokens.get(to - 1).span().end());
  }

  private static String capital(String text) {
    return text.isEmpty() || !Character.isLowerCase(text.charAt(0)) || text.indexOf(' ') < 0
        ? text
        : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String lower(String text) {
    boolean word =
        text.length() > 1
            && Character.isUpperCase(text.charAt(0))
            && Set.of(
                    "In",
                    "On",
                    "At",
                    "Last",
                    "Next",
                    "This",
                    "Since",
                    "Today",
                    "Yesterday",
                    "Tomorrow",
                    "For",
                    "From",
                    "Two",
                    "Every",
                    "Just",
                    "Got",
                    "Now",
                    "By",
                    "Was",
                    "Had",
                    "Did")
                .contains(text.split(" ", 2)[0]);
    return word ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
  }
}
