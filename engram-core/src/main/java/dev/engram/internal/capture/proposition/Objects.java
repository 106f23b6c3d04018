package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.proposition.Chunk.Kind;
import dev.engram.internal.capture.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Parts coordinated objects: "Kubernetes and Terraform" are two. Stateless. */
final class Objects {
  private static final Set<String> APART =
      Set.of(
          "mix",
          "combine",
          "merge",
          "marry",
          "compare",
          "switch",
          "swap",
          "connect",
          "join",
          "unite",
          "introduce",
          "between");
  private static final Set<String> OWNERS =
      Set.of("my", "our", "your", "his", "her", "their", "the");

  private Objects() {}

  /** The objects that a noun phrase lists; none if it is one object. */
  static List<Span> split(
      List<Token> tokens, List<Chunk> chunks, Clause clause, Chunk noun, Predicate<Span> timed) {
    List<Span> parts = new ArrayList<>();
    int start = noun.from();
    for (int i = noun.from(); i < noun.to(); i++) {
      if (tokens.get(i).is("or", "between")) {
        return List.of();
      }
      if (tokens.get(i).is("and", ",", "&")) {
        if (i > start) {
          parts.add(new Span(start, i));
        }
        start = i + 1;
      }
    }
    parts.add(new Span(start, noun.to()));
    boolean apart =
        parts.size() > 1
            && !clause.verb().copula()
            && !APART.contains(clause.verb().lemma())
            && !continued(chunks, noun)
            && !shared(tokens, noun, parts.getLast());
    for (Span part : parts) {
      apart &= part.length() > 0 && separate(tokens, part) && !timed.test(part);
    }
    return apart ? parts : List.of();
  }

  private static boolean separate(List<Token> tokens, Span part) {
    Tag last = tokens.get(part.end() - 1).tag();
    for (int i = part.start(); i < part.end(); i++) {
      if (tokens.get(i).is("of")) {
        return false;
      }
    }
    return part.length() <= 4 && (last == Tag.NOUN || last == Tag.PROPN);
  }

  /** "my work and family time": the determiner, and perhaps the head, belongs to both. */
  private static boolean shared(List<Token> tokens, Chunk noun, Span tail) {
    return OWNERS.contains(tokens.get(noun.from()).norm())
        && tail.length() > 1
        && tokens.get(tail.start()).tag() == Tag.NOUN;
  }

  /** Whether something other than a prepositional phrase follows a noun phrase. */
  private static boolean continued(List<Chunk> chunks, Chunk noun) {
    for (Chunk chunk : chunks) {
      if (chunk.from() >= noun.to()) {
        return !chunk.is(Kind.PREPOSITION) && !chunk.is(Kind.ADVERB);
      }
    }
    return false;
  }
}
