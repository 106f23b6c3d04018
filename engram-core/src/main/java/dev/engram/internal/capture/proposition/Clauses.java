package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.proposition.Chunk.Kind;
import dev.engram.internal.capture.proposition.Clause.Role;
import dev.engram.memory.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the finite clauses of a chunked sentence: for each finite verb group the subject to its
 * left and how the clause is linked to what came before; then where each ends. A clause whose
 * subject or link cannot be told is left out: a missed fact costs less than a false one. Linear in
 * the chunks, but for short looks back.
 */
final class Clauses {
  private static final Set<String> ASSERTED =
      Set.of("because", "since", "although", "though", "whereas", "but");

  private final Lexicon lexicon;

  Clauses(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  List<Clause> of(List<Token> tokens, List<Chunk> chunks) {
    return new Reading(tokens, chunks).read();
  }

  private final class Reading {
    private final List<Token> tokens;
    private final List<Chunk> chunks;
    private final List<Clause> found = new ArrayList<>();
    private final Links links;
    private boolean condition;

    Reading(List<Token> tokens, List<Chunk> chunks) {
      this.tokens = tokens;
      this.chunks = chunks;
      this.links = new Links(lexicon, tokens, chunks);
    }

    List<Clause> read() {
      for (int k = 0; k < chunks.size(); k++) {
        if (chunks.get(k).finite()) {
          clause(k);
        }
      }
      List<Clause> out = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        int end = tokens.size();
        for (int j = i + 1; j < found.size(); j++) {
          if (found.get(j).role() != Role.EMBEDDED || found.get(i).role() == Role.EMBEDDED) {
            end = found.get(j).from();
            break;
          }
        }
        out.add(found.get(i).ending(links.cut(found.get(i), end)));
      }
      return out;
    }

    private void clause(int k) {
      VerbGroup verb = chunks.get(k).verb().orElseThrow();
      int p = k - 1;
      while (p >= 0 && chunks.get(p).is(Kind.ADVERB)) {
        p--;
      }
      if (p < 0) {
        add(Role.HEADLESS, -1, -1, verb, k, -1);
        return;
      }
      Chunk before = chunks.get(p);
      switch (before.kind()) {
        case NOUN -> subject(p, verb);
        case AND -> shared(p, verb, k);
        case COMMA -> afterComma(p, k, verb);
        case STOP -> add(Role.HEADLESS, -1, -1, verb, p + 1, -1);
        case RELATIVE -> relative(p, verb);
        default -> add(Role.EMBEDDED, -1, -1, verb, p, -1);
      }
    }

    private void afterComma(int p, int k, VerbGroup verb) {
      boolean apposition =
          p >= 3
              && chunks.get(p - 1).is(Kind.NOUN)
              && chunks.get(p - 2).is(Kind.COMMA)
              && chunks.get(p - 3).is(Kind.NOUN)
              && links.boundary(p - 4);
      if (apposition) {
        add(Role.MAIN, p - 3, p - 2, verb, p - 3, -1);
        return;
      }
      if (p == k - 1 && !found.isEmpty() && links.goesOn(found.getLast(), verb)) {
        Clause last = found.getLast();
        found.add(
            new Clause(
                Role.MAIN,
                last.subjectFrom(),
                last.subjectTo(),
                verb,
                chunks.get(p).from(),
                tokens.size(),
                0,
                0,
                -1));
        return;
      }
      boolean opener = links.noVerbBefore(p);
      add(opener ? Role.HEADLESS : Role.EMBEDDED, -1, -1, verb, p + 1, -1);
    }

    private void shared(int p, VerbGroup verb, int k) {
      for (int i = found.size() - 1; i >= 0; i--) {
        Clause earlier = found.get(i);
        if (earlier.role() == Role.EMBEDDED) {
          continue;
        }
        if (links.dependent(p, verb)) {
          break;
        }
        boolean agrees =
            earlier.subjectTo() > earlier.subjectFrom() || earlier.role() == Role.HEADLESS;
        if (agrees) {
          found.add(
              new Clause(
                  earlier.role(),
                  earlier.subjectFrom(),
                  earlier.subjectTo(),
                  verb,
                  chunks.get(p).from(),
                  tokens.size(),
                  0,
                  0,
                  earlier.matrix()));
          return;
        }
        break;
      }
      add(p == 0 ? Role.HEADLESS : Role.EMBEDDED, -1, -1, verb, p == 0 ? k : p, -1);
    }

    private void relative(int p, VerbGroup verb) {
      int antecedent = p - 1;
      boolean comma = antecedent >= 0 && chunks.get(antecedent).is(Kind.COMMA);
      if (comma) {
        antecedent--;
      }
      if (antecedent < 0 || !chunks.get(antecedent).is(Kind.NOUN)) {
        add(Role.EMBEDDED, -1, -1, verb, p, -1);
        return;
      }
      if (comma
          && !found.isEmpty()
          && links.number(chunks.get(antecedent))
          && found.getLast().subjectTo() > found.getLast().subjectFrom()) {
        Clause last = found.getLast();
        found.add(
            new Clause(
                Role.RELATIVE,
                last.subjectFrom(),
                last.subjectTo(),
                verb,
                chunks.get(antecedent + 1).from(),
                tokens.size(),
                0,
                0,
                -1));
        return;
      }
      Role role = comma ? Role.RELATIVE : links.had(antecedent) ? Role.POSSESSED : Role.EMBEDDED;
      add(role, antecedent, antecedent + 1, verb, comma ? antecedent + 1 : p, -1);
    }

    private void subject(int noun, VerbGroup verb) {
      int s = noun;
      while (s >= 2
          && chunks.get(s - 1).is(Kind.PREPOSITION)
          && chunks.get(s - 2).is(Kind.NOUN)
          && (links.boundary(s - 3) || chunks.get(s - 3).is(Kind.PREPOSITION))
          && !links.pronounChunk(noun)) {
        s -= 2;
      }
      int link = s - 1;
      while (link >= 0 && chunks.get(link).is(Kind.ADVERB)) {
        link--;
      }
      if (link < 0) {
        add(Role.MAIN, s, noun + 1, verb, 0, -1);
        return;
      }
      Chunk before = chunks.get(link);
      switch (before.kind()) {
        case AND, STOP -> main(s, noun, verb, link, before.is(Kind.AND) ? inherited() : Role.MAIN);
        case COMMA -> main(s, noun, verb, link, condition ? Role.CONDITIONAL : Role.MAIN);
        case SUBORDINATOR -> subordinate(s, noun, verb, link);
        case VERB, INFINITIVE -> complement(s, noun, verb, link, s);
        case NOUN -> afterNoun(s, noun, verb, link);
        default -> {
          if (before.is(Kind.ADJECTIVE) && link > 0 && chunks.get(link - 1).finite()) {
            complement(s, noun, verb, link - 1, s);
          } else {
            add(Role.EMBEDDED, s, noun + 1, verb, link, -1);
          }
        }
      }
    }

    private Role inherited() {
      return condition ? Role.CONDITIONAL : Role.MAIN;
    }

    private void main(int s, int noun, VerbGroup verb, int link, Role role) {
      int start = link;
      if (chunks.get(link).is(Kind.AND)
          && tokens.get(chunks.get(link).from()).is("so")
          && verb.lead().startsWith("can")) {
        add(Role.EMBEDDED, s, noun + 1, verb, start, -1);
        return;
      }
      if (chunks.get(link).is(Kind.AND) && tokens.get(chunks.get(link).from()).is("but", "so")) {
        condition = false;
      }
      add(role, s, noun + 1, verb, start, -1);
    }

    private void afterNoun(int s, int noun, VerbGroup verb, int link) {
      boolean fronted =
          link > 0
              && chunks.get(link - 1).is(Kind.PREPOSITION)
              && links.boundary(link - 2)
              && found.isEmpty();
      if (fronted) {
        add(Role.MAIN, s, noun + 1, verb, link - 1, -1);
        return;
      }
      // "Last week I moved", "In March I moved", "he told me he moved", "the car I bought".
      if (links.time(chunks.get(link)) && !links.pronounChunk(link)) {
        int start = link;
        if (start > 0 && chunks.get(start - 1).is(Kind.PREPOSITION)) {
          start--;
        }
        if (links.boundary(start - 1)) {
          add(condition ? Role.CONDITIONAL : Role.MAIN, s, noun + 1, verb, start, -1);
          return;
        }
      }
      if (link > 0 && chunks.get(link - 1).finite() && links.pronounChunk(link)) {
        complement(s, noun, verb, link - 1, s);
        return;
      }
      add(Role.EMBEDDED, s, noun + 1, verb, s, -1);
    }

    private void subordinate(int s, int noun, VerbGroup verb, int link) {
      Token word = tokens.get(chunks.get(link).from());
      if (word.is("if", "unless")) {
        condition = true;
        dropBefore(link);
        add(Role.CONDITIONAL, s, noun + 1, verb, link, -1);
      } else if (word.is("that") && link > 0) {
        int matrix = link - 1;
        if (!chunks.get(matrix).finite() && matrix > 0) {
          matrix--;
        }
        if (chunks.get(matrix).finite()) {
          complement(s, noun, verb, matrix, link);
        } else {
          add(Role.EMBEDDED, s, noun + 1, verb, link, -1);
        }
      } else if (word.is("when")
          && verb.past()
          && !verb.copula()
          && !found.isEmpty()
          && found.getLast().role() == Role.MAIN
          && found.getLast().verb().past()) {
        add(Role.MAIN, s, noun + 1, verb, link, -1);
      } else if (ASSERTED.contains(word.norm()) && !(word.is("since") && verb.past())) {
        add(condition ? Role.CONDITIONAL : Role.MAIN, s, noun + 1, verb, link, -1);
      } else {
        add(Role.EMBEDDED, s, noun + 1, verb, link, -1);
      }
    }

    /** What comes before "if" without a conjunction hangs on the condition. */
    private void dropBefore(int link) {
      if (!found.isEmpty()
          && link > 0
          && !chunks.get(link - 1).is(Kind.AND)
          && !(chunks.get(link - 1).is(Kind.COMMA)
              && found.getLast().verb().modality() == Modality.ACTUAL)
          && !chunks.get(link - 1).is(Kind.STOP)) {
        Clause last = found.removeLast();
        found.add(last.as(Role.CONDITIONAL));
      }
    }

    private void complement(int s, int noun, VerbGroup verb, int matrix, int start) {
      int owner = -1;
      for (int i = 0; i < found.size(); i++) {
        if (found.get(i).verb().from()
            == chunks.get(matrix).verb().map(VerbGroup::from).orElse(-1)) {
          owner = i;
        }
      }
      if (owner < 0 || !links.takesClause(found.get(owner).verb().lemma())) {
        add(Role.EMBEDDED, s, noun + 1, verb, start, -1);
        return;
      }
      add(Role.COMPLEMENT, s, noun + 1, verb, start, owner);
    }

    private void add(
        Role role, int subject, int subjectEnd, VerbGroup verb, int start, int matrix) {
      int from = start < 0 ? verb.from() : Math.min(chunks.get(start).from(), verb.from());
      int subjectFrom = subject < 0 ? verb.from() : chunks.get(subject).from();
      int subjectTo = subject < 0 ? verb.from() : chunks.get(subjectEnd - 1).to();
      int frontFrom = 0;
      int frontTo = 0;
      if (role == Role.MAIN && subject > 0) {
        int f = subject - 1;
        int stop = f;
        while (f >= 0
            && (chunks.get(f).is(Kind.NOUN)
                || chunks.get(f).is(Kind.PREPOSITION)
                || chunks.get(f).is(Kind.ADVERB)
                || (f == stop && chunks.get(f).is(Kind.COMMA)))) {
          f--;
        }
        if (links.boundary(f) && f < stop) {
          Chunk last = chunks.get(chunks.get(stop).is(Kind.COMMA) ? stop - 1 : stop);
          boolean timed = !chunks.get(f + 1).is(Kind.COMMA) && links.time(last) && stop - f <= 4;
          if (timed) {
            frontFrom = chunks.get(f + 1).from();
            frontTo = last.to();
            from = Math.min(from, frontFrom);
          }
        }
      }
      found.add(
          new Clause(
              role, subjectFrom, subjectTo, verb, from, tokens.size(), frontFrom, frontTo, matrix));
    }
  }
}
