package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.proposition.Chunk.Kind;
import dev.engram.internal.capture.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes apart what follows a verb. Immutable and thread-safe; linear in the chunks. */
final class Complements {
  private static final Set<String> PARTICLES =
      Set.of("up", "out", "off", "down", "away", "back", "over", "along", "apart");
  private static final Set<String> TIMES =
      Set.of(
          "in",
          "on",
          "at",
          "since",
          "for",
          "before",
          "after",
          "until",
          "till",
          "by",
          "from",
          "during",
          "within",
          "around",
          "about",
          "through",
          "throughout",
          "every");

  private final Lexicon lexicon;

  Complements(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  Complement of(List<Token> tokens, List<Chunk> all, Clause clause) {
    List<Chunk> chunks = new ArrayList<>();
    for (Chunk chunk : all) {
      if (chunk.from() >= clause.verb().to() && chunk.to() <= clause.to()) {
        chunks.add(chunk);
      }
    }
    return new Reading(tokens, chunks, clause).read();
  }

  /** Whether a range says when or how long. */
  boolean time(List<Token> tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      String norm = tokens.get(i).norm();
      boolean clock =
          norm.length() > 2
              && Character.isDigit(norm.charAt(0))
              && (norm.endsWith("am") || norm.endsWith("pm") || norm.indexOf(':') > 0);
      boolean year =
          norm.length() == 4
              && (norm.startsWith("19") || norm.startsWith("20"))
              && norm.chars().allMatch(Character::isDigit);
      if (clock
          || year
          || lexicon.has("timenouns", norm)
          || lexicon.has("months", norm)
          || lexicon.has("days", norm)) {
        return true;
      }
    }
    return false;
  }

  private final class Reading {
    private final List<Token> tokens;
    private final List<Chunk> chunks;
    private final Clause clause;
    private final StringBuilder predicate = new StringBuilder();
    private Span object = Complement.NONE;
    private Span old = Complement.NONE;
    private Span direct = Complement.NONE;
    private Span when = Complement.NONE;
    private String whenWord = "";
    private int end;
    private final List<Span> parallel = new ArrayList<>();
    private final List<Span> objects = new ArrayList<>();

    Reading(List<Token> tokens, List<Chunk> chunks, Clause clause) {
      this.tokens = tokens;
      this.chunks = chunks;
      this.clause = clause;
      this.end = clause.to();
    }

    Complement read() {
      int k = 0;
      while (k < chunks.size() && object.length() == 0) {
        k = step(k);
      }
      if (object.length() == 0 && when.length() > 0) {
        if (!whenWord.isEmpty()) {
          predicate.append(' ').append(whenWord);
        }
        object = when;
      }
      change();
      return new Complement(
          predicate.toString(),
          object,
          old,
          direct,
          end,
          List.copyOf(parallel),
          List.copyOf(objects));
    }

    private int step(int k) {
      Chunk chunk = chunks.get(k);
      Token word = tokens.get(chunk.from());
      switch (chunk.kind()) {
        case NOUN -> {
          boolean pair =
              k + 1 < chunks.size()
                  && chunks.get(k + 1).is(Kind.NOUN)
                  && !time(tokens, chunks.get(k + 1).from(), chunks.get(k + 1).to())
                  && word.is("me", "him", "her", "us", "them", "you");
          if (pair) {
            return k + 1;
          }
          if (time(tokens, chunk.from(), chunk.to()) && !clause.verb().copula()) {
            when = when.length() == 0 ? range(chunk) : when;
            return k + 1;
          }
          if (word.is("any") && tokens.get(chunk.to() - 1).is("more")) {
            return k + 1;
          }
          return object(k);
        }
        case PREPOSITION -> {
          boolean now =
              word.is("from")
                  && k + 2 < chunks.size()
                  && tokens.get(chunks.get(k + 1).from()).is("now");
          if (now) {
            return k + 3;
          }
          boolean noun = k + 1 < chunks.size() && chunks.get(k + 1).is(Kind.NOUN);
          boolean particle = PARTICLES.contains(word.norm());
          if (noun && !particle) {
            Chunk next = chunks.get(k + 1);
            if (TIMES.contains(word.norm()) && time(tokens, next.from(), next.to())) {
              if (when.length() == 0) {
                whenWord = word.norm();
                when = range(next);
              }
              return k + 2;
            }
            predicate.append(' ').append(word.norm());
            return object(k + 1);
          }
          predicate.append(' ').append(word.norm());
          return k + 1;
        }
        case ADJECTIVE -> {
          boolean preposition =
              k + 2 < chunks.size()
                  && chunks.get(k + 1).is(Kind.PREPOSITION)
                  && chunks.get(k + 2).is(Kind.NOUN)
                  && !time(tokens, chunks.get(k + 2).from(), chunks.get(k + 2).to());
          if (preposition) {
            predicate.append(' ').append(word.norm());
            return k + 1;
          }
          object = new Span(chunk.from(), rest(k + 1, chunk.to()));
          return chunks.size();
        }
        case SUBORDINATOR -> {
          return chunks.size();
        }
        case VERB, INFINITIVE, QUESTION -> {
          object = new Span(chunk.from(), clause.to());
          return chunks.size();
        }
        case ADVERB -> {
          if (k + 1 == chunks.size()
              && predicate.isEmpty()
              && when.length() == 0
              && !word.is("only")
              && !lexicon.has("filler", word.norm())
              && !lexicon.has("timeadverbs", word.norm())) {
            object = range(chunk);
          }
          return k + 1;
        }
        default -> {
          return k + 1;
        }
      }
    }

    /** An adjective's own complement: "ready to ship", "easy". */
    private int rest(int k, int otherwise) {
      boolean more =
          k < chunks.size()
              && (chunks.get(k).is(Kind.INFINITIVE)
                  || (chunks.get(k).is(Kind.PREPOSITION)
                      && k + 1 < chunks.size()
                      && chunks.get(k + 1).is(Kind.NOUN)));
      return more ? clause.to() : otherwise;
    }

    private int object(int k) {
      Chunk noun = chunks.get(k);
      int to = noun.to();
      int j = k + 1;
      while (j < chunks.size()) {
        Chunk chunk = chunks.get(j);
        boolean phrase =
            chunk.is(Kind.PREPOSITION) && j + 1 < chunks.size() && chunks.get(j + 1).is(Kind.NOUN);
        if (phrase && !changing(chunk)) {
          Chunk inner = chunks.get(j + 1);
          boolean timed =
              TIMES.contains(tokens.get(chunk.from()).norm())
                  && (time(tokens, inner.from(), inner.to())
                      || tokens.get(inner.from()).is("that", "this", "then", "it"));
          boolean open =
              inner.to() - inner.from() == 1
                  && tokens.get(inner.from()).is("it", "them", "this", "that", "me", "us", "him");
          boolean lasting = clause.verb().copula() && tokens.get(chunk.from()).is("until", "till");
          if ((timed && !lasting) || open) {
            break;
          }
          to = inner.to();
          j += 2;
        } else if (chunk.is(Kind.COMMA)
            && j + 1 < chunks.size()
            && chunks.get(j + 1).is(Kind.NOUN)) {
          to = chunks.get(j + 1).to();
          j += 2;
        } else if (chunk.is(Kind.AND) && parallelPart(j + 1)) {
          parts(j);
          break;
        } else {
          break;
        }
      }
      object = new Span(noun.from(), to);
      if (parallel.isEmpty() && again(k, j)) {
        return chunks.size();
      }
      List<Span> parts =
          parallel.isEmpty() && to == noun.to()
              ? Objects.split(tokens, chunks, clause, noun, this::timed)
              : List.of();
      if (!parts.isEmpty()) {
        object = parts.getFirst();
        objects.addAll(parts.subList(1, parts.size()));
      }
      return chunks.size();
    }

    private boolean again(int k, int after) {
      int other = Beside.of(tokens, chunks, k, after);
      if (other < 0 || timed(range(chunks.get(other)))) {
        return false;
      }
      int first = Beside.first(chunks, k, after);
      if (first > k) {
        predicate.append(' ').append(tokens.get(chunks.get(first - 1).from()).norm());
      }
      object = range(chunks.get(first));
      objects.add(range(chunks.get(other)));
      return true;
    }

    private boolean timed(Span part) {
      return time(tokens, part.start(), part.end());
    }

    private boolean changing(Chunk chunk) {
      return tokens.get(chunk.from()).is("from", "instead")
          || (tokens.get(chunk.from()).is("to", "with")
              && lexicon.has("replace", clause.verb().lemma()));
    }

    private boolean parallelPart(int k) {
      return k + 2 < chunks.size()
          && chunks.get(k).is(Kind.NOUN)
          && chunks.get(k + 1).is(Kind.PREPOSITION)
          && chunks.get(k + 2).is(Kind.NOUN);
    }

    private void parts(int and) {
      end = chunks.get(and).from();
      parallel.add(new Span(chunks.get(and + 1).from(), clause.to()));
    }

    private void change() {
      Replacement change =
          Replacement.of(tokens, chunks, lexicon.has("replace", clause.verb().lemma()), clause);
      if (change.made()) {
        direct = change.direct();
        object = change.object();
        predicate.setLength(0);
        predicate.append(' ').append(change.preposition());
      }
      old = change.old();
    }

    private Span range(Chunk chunk) {
      return new Span(chunk.from(), chunk.to());
    }
  }
}
