package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.proposition.Chunk.Kind;
import dev.engram.internal.capture.proposition.Clause.Role;
import java.util.List;
import java.util.Set;

/** What stands between the clauses of one chunked sentence, and what it tells. Immutable. */
final class Links {
  private final Lexicon lexicon;
  private final List<Token> tokens;
  private final List<Chunk> chunks;

  Links(Lexicon lexicon, List<Token> tokens, List<Chunk> chunks) {
    this.lexicon = lexicon;
    this.tokens = tokens;
    this.chunks = chunks;
  }

  /**
   * Where a clause ends at the latest: at a comma or another mark, before "and", before {@code
   * end}.
   */
  int cut(Clause clause, int end) {
    int last = clause.verb().to();
    for (int k = 0; k < chunks.size(); k++) {
      Chunk chunk = chunks.get(k);
      if (chunk.from() < clause.verb().to() || chunk.from() >= end) {
        continue;
      }
      if (chunk.is(Kind.STOP)) {
        break;
      }
      if (chunk.is(Kind.COMMA) && !place(k)) {
        break;
      }
      if (chunk.is(Kind.QUESTION) && k > 0 && boundary(k - 1)) {
        break;
      }
      if (chunk.is(Kind.COMMA) || chunk.is(Kind.AND)) {
        continue;
      }
      last = Math.min(chunk.to(), end);
    }
    return last;
  }

  /** "Turin, Italy": a comma between two names. */
  private boolean place(int k) {
    return k > 0
        && k + 1 < chunks.size()
        && name(chunks.get(k - 1))
        && name(chunks.get(k + 1))
        && (k + 2 >= chunks.size() || !chunks.get(k + 2).finite());
  }

  private boolean name(Chunk chunk) {
    Token last = tokens.get(chunk.to() - 1);
    return chunk.is(Kind.NOUN) && chunk.to() - chunk.from() <= 3 && last.tag() == Tag.PROPN;
  }

  boolean time(Chunk chunk) {
    for (int i = chunk.from(); i < chunk.to(); i++) {
      String norm = tokens.get(i).norm();
      if ((lexicon.has("timenouns", norm) && !tokens.get(i).is("now", "currently"))
          || lexicon.has("months", norm)
          || lexicon.has("days", norm)) {
        return true;
      }
    }
    return false;
  }

  boolean pronounChunk(int i) {
    Chunk chunk = chunks.get(i);
    return chunk.to() == chunk.from() + 1
        && tokens
            .get(chunk.from())
            .is("i", "me", "you", "he", "him", "she", "her", "it", "we", "us", "they", "them");
  }

  boolean boundary(int i) {
    if (i < 0) {
      return true;
    }
    Chunk chunk = chunks.get(i);
    return switch (chunk.kind()) {
      case COMMA, STOP, AND, SUBORDINATOR, RELATIVE, OTHER -> true;
      case ADVERB -> boundary(i - 1);
      default -> false;
    };
  }

  boolean number(Chunk chunk) {
    for (int i = chunk.from(); i < chunk.to(); i++) {
      if (tokens.get(i).norm().chars().anyMatch(Character::isDigit)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a noun phrase is what the speaker says to have: "I have a sister". */
  boolean had(int noun) {
    if (noun < 2 || !chunks.get(noun - 1).finite() || !chunks.get(noun - 2).is(Kind.NOUN)) {
      return false;
    }
    VerbGroup verb = chunks.get(noun - 1).verb().orElseThrow();
    return verb.lemma().equals("have")
        && !verb.negated()
        && tokens.get(chunks.get(noun - 2).from()).is("i", "we")
        && tokens.get(chunks.get(noun).from()).is("a", "an", "one");
  }

  /** "I will buy them and put them away", "I want to sit and read": the second is no clause. */
  boolean dependent(int p, VerbGroup verb) {
    Token first = tokens.get(verb.from());
    if (!first.norm().equals(first.lemma()) || first.tag() != Tag.VERB) {
      return false;
    }
    for (int i = p - 1; i >= 0; i--) {
      Chunk chunk = chunks.get(i);
      if (chunk.is(Kind.INFINITIVE)) {
        return true;
      }
      if (chunk.finite()) {
        VerbGroup earlier = chunk.verb().orElseThrow();
        return earlier.to() - earlier.from() > 1 || tokens.get(earlier.from()).is("let", "help");
      }
    }
    return false;
  }

  boolean noVerbBefore(int p) {
    for (int i = p; i >= 0; i--) {
      if (chunks.get(i).is(Kind.VERB) || chunks.get(i).is(Kind.NOUN)) {
        return false;
      }
    }
    return true;
  }

  boolean takesClause(String lemma) {
    return Set.of("be", "love", "like", "hate", "tell", "wonder", "doubt").contains(lemma)
        || lexicon.has("believe", lemma)
        || lexicon.has("know", lemma)
        || lexicon.has("say", lemma)
        || lexicon.has("hope", lemma)
        || lexicon.has("wishful", lemma);
  }

  /** "I use vim, hate tabs": the speaker goes on without naming himself again. */
  boolean goesOn(Clause last, VerbGroup verb) {
    return last.role() == Role.MAIN
        && last.subjectTo() == last.subjectFrom() + 1
        && tokens.get(last.subjectFrom()).is("i", "we")
        && last.verb().past() == verb.past()
        && tokens.get(verb.from()).tag() == Tag.VERB;
  }
}
