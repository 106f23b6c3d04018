package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.proposition.Clause.Role;
import dev.engram.internal.capture.text.Span;
import dev.engram.memory.Category;
import dev.engram.memory.Modality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one turn, sentence by sentence, with what it has named so far. Used by one thread. */
final class Turn {
  private final Grammar grammar;
  private final Speech speech;
  private final Mentions mentions;
  private final List<Proposition> out = new ArrayList<>();

  Turn(Grammar grammar, Speech speech, Mentions mentions) {
    this.grammar = grammar;
    this.speech = speech;
    this.mentions = mentions;
  }

  List<Proposition> propositions() {
    return List.copyOf(out);
  }

  void read(List<Token> sentence) {
    int asked = Questions.start(sentence);
    List<Token> told = sentence.subList(0, Math.min(asked, sentence.size()));
    Openers openers = Openers.of(told);
    List<Token> tokens = told.subList(openers.start(), told.size());
    if (tokens.size() < 2) {
      passing(sentence);
      return;
    }
    if (!speech.assistant()) {
      grammar.instructions().none(told, speech).ifPresent(out::add);
      Optional<Proposition> bound = grammar.instructions().read(tokens, openers, speech);
      if (bound.isPresent()) {
        out.add(bound.get());
        int rest = openers.task() ? tokens.size() : Instructions.rest(tokens);
        passing(tokens.subList(0, rest));
        read(tokens.subList(rest, tokens.size()));
        return;
      }
    }
    if (!speech.assistant()) {
      tokens = grammar.ellipsis().restored(tokens);
    }
    List<Chunk> chunks = grammar.chunker().chunks(tokens);
    List<Clause> clauses = grammar.clauses().of(tokens, chunks);
    int before = out.size();
    Sentence reader = new Sentence(tokens, chunks, clauses, openers);
    for (int i = 0; i < clauses.size(); i++) {
      mentions.next();
      reader.clause(i);
    }
    passing(tokens, chunks, clauses.isEmpty());
    passing(sentence.subList(Math.min(asked, sentence.size()), sentence.size()));
    if (openers.explicit() && out.size() == before && !speech.assistant()) {
      grammar.instructions().kept(tokens, speech).ifPresent(out::add);
    }
  }

  private void passing(List<Token> tokens) {
    if (!tokens.isEmpty()) {
      mentions.next();
      passing(tokens, grammar.chunker().chunks(tokens), true);
    }
  }

  /** Notes all that a sentence names; of one that has clauses, relatives only. */
  private void passing(List<Token> tokens, List<Chunk> chunks, boolean alone) {
    boolean headed = false;
    for (int k = 0; k < chunks.size(); k++) {
      Chunk chunk = chunks.get(k);
      boolean inner = headed && alone && k > 0 && chunks.get(k - 1).is(Chunk.Kind.PREPOSITION);
      if (chunk.is(Chunk.Kind.NOUN) && !inner) {
        headed |= tokens.get(chunk.to() - 1).tag() != Tag.PRON;
        grammar
            .names()
            .of(tokens, chunk.from(), chunk.to(), speech, mentions, false)
            .ifPresent(
                named -> mentions.aside(tokens, chunk.from(), chunk.to(), named.name(), alone));
      }
    }
  }

  private final class Sentence {
    private final List<Token> tokens;
    private final List<Chunk> chunks;
    private final List<Clause> clauses;
    private final Openers openers;
    private final Map<Integer, Optional<Named>> subjects = new HashMap<>();

    Sentence(List<Token> tokens, List<Chunk> chunks, List<Clause> clauses, Openers openers) {
      this.tokens = tokens;
      this.chunks = chunks;
      this.clauses = clauses;
      this.openers = openers;
    }

    void clause(int i) {
      Clause clause = clauses.get(i);
      Complement parts = grammar.complements().of(tokens, chunks, clause);
      Standing standing = Standing.of(grammar.lexicon(), tokens, clauses, i, speech);
      boolean first =
          clause.role() == Role.HEADLESS || first(clause.subjectFrom(), clause.subjectTo());
      Optional<Named> subject = subject(clause);
      boolean kept =
          standing.confidence() > 0
              && subject.isPresent()
              && (!speech.assistant() || standing.reported())
              && !grammar
                  .rejections()
                  .idle(tokens, clause, parts, first, subject.get().resolved(), known(parts));
      if (kept) {
        new Wording(grammar, speech, mentions, tokens, openers)
            .propositions(clause, parts, standing, subject.get(), first)
            .forEach(proposition ->
                out.add(
                    clause.verb().copula() && clause.verb().past()
                        ? proposition.former(out)
                        : proposition));
      }
      note(clause, parts, subject);
    }

    /** "I adopted a dog": it is the speaker's from then on. */
    private String had(Span object, boolean near, String name) {
      boolean one =
          near
              && object.length() == 2
              && tokens.get(object.start()).is("a", "an")
              && (grammar.lexicon().has("pets", tokens.get(object.start() + 1).norm())
                  || grammar.lexicon().has("kin", tokens.get(object.start() + 1).norm()));
      return one ? Speech.owner(speech.first()) + " " + name : name;
    }

    private boolean known(Complement parts) {
      Span object = parts.object();
      return object.length() == 1
          && tokens.get(object.start()).is("it", "him", "them", "her")
          && mentions.resolve(tokens.get(object.start()).norm()).isPresent();
    }

    private boolean first(int from, int to) {
      return to == from + 1 && tokens.get(from).is("i", "we");
    }

    private Optional<Named> subject(Clause clause) {
      if (clause.subjectTo() <= clause.subjectFrom()) {
        return read(clause);
      }
      return subjects.computeIfAbsent(clause.subjectFrom(), from -> read(clause));
    }

    private Optional<Named> read(Clause clause) {
      int from = clause.subjectFrom();
      int to = clause.subjectTo();
      if (clause.role() == Role.HEADLESS) {
        return headless(clause)
            ? Optional.of(new Named(speech.first(), speech.first(), false, true))
            : Optional.empty();
      }
      if (to <= from) {
        return Optional.empty();
      }
      if (to == from + 1) {
        Token word = tokens.get(from);
        if (word.is("i")) {
          return Optional.of(new Named(speech.first(), speech.first(), false, true));
        }
        if (word.is("we")) {
          return Optional.of(
              new Named(speech.first(), speech.first() + " and others", false, true));
        }
        if (word.is("you")) {
          return speech.second().map(name -> new Named(name, name, false, true));
        }
        if (word.is("he", "she", "it", "they")) {
          return mentions
              .resolve(word.norm())
              .map(name -> new Named(name, mentions.shown(name), true, !word.is("it")));
        }
      }
      if (grammar.rejections().openSubject(tokens, from, to)) {
        return Optional.empty();
      }
      return grammar
          .names()
          .of(tokens, from, to, speech, mentions, clause.role() == Role.POSSESSED);
    }

    /** A clause without a subject is the speaker's own if its verb cannot be an imperative. */
    private boolean headless(Clause clause) {
      if (speech.assistant() || clause.from() > 2) {
        return false;
      }
      VerbGroup verb = clause.verb();
      Token first = tokens.get(verb.from());
      if (first.tag() == Tag.AUX) {
        return first.is("was", "had", "am", "did") && verb.to() > verb.from();
      }
      return verb.past() && !verb.passive();
    }

    /** "The cause is the queues": a complement that a pronoun can mean beside the subject. */
    private boolean distinct(Clause clause, boolean counted, Token head) {
      boolean one =
          clause.subjectTo() > clause.subjectFrom()
              && !tokens.get(clause.subjectTo() - 1).norm().endsWith("s");
      boolean many =
          head.tag() == Tag.NOUN && head.norm().endsWith("s") && !head.norm().endsWith("ss");
      boolean figure = head.norm().chars().anyMatch(Character::isDigit);
      return (head.tag() == Tag.PROPN && !figure) || (one && many && !counted);
    }

    private void note(Clause clause, Complement parts, Optional<Named> subject) {
      if (clause.subjectTo() > clause.subjectFrom()) {
        subject
            .filter(named -> !named.resolved())
            .ifPresent(named ->
                mentions.note(
                    tokens,
                    clause.subjectFrom(),
                    clause.subjectTo(),
                    named.name(),
                    true,
                    false,
                    true));
      }
      boolean same =
          clause.verb().copula()
              && !(parts.object().length() > 0
                  && distinct(
                      clause,
                      tokens.get(parts.object().start()).tag() == Tag.NUM,
                      Mentions.head(tokens, parts.object().start(), parts.object().end())));
      if (!same && parts.object().length() > 0 && parts.object().length() < 7) {
        Span object = parts.object();
        boolean place =
            java.util.Set.of("in", "at", "to", "from", "near").contains(parts.predicate().strip());
        if (tokens.get(object.start()).tag() != Tag.VERB) {
          boolean near =
              clause.role() == Role.HEADLESS || first(clause.subjectFrom(), clause.subjectTo());
          grammar
              .names()
              .of(tokens, object.start(), object.end(), speech, mentions, false)
              .ifPresent(named ->
                  mentions.note(
                      tokens,
                      object.start(),
                      object.end(),
                      had(object, near, named.name()),
                      false,
                      place,
                      near || named.human()));
        }
      }
    }
  }

  /**
   * A subject.
   *
   * @param name the name it goes by
   * @param shown how it stands in the sentence
   * @param resolved whether it stood there as a pronoun of the third person
   * @param human whether it is a person
   */
  record Named(String name, String shown, boolean resolved, boolean human) {
    @Override
    public String toString() {
      return "Named";
    }
  }

  /** Marks categories that a request to keep leaves to the content. */
  static Category orInstruction(Category category, Modality modality) {
    return category.equals(Category.GENERAL) && modality == Modality.OBLIGED
        ? Category.INSTRUCTION
        : category;
  }
}
