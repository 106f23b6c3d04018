package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.language.Verbs;
import dev.engram.internal.capture.proposition.Chunk.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Groups the tokens of a sentence into chunks. Immutable and thread-safe; linear. */
final class Chunker {
  private static final Set<String> SUBORDINATORS =
      Set.of(
          "because",
          "since",
          "although",
          "though",
          "while",
          "when",
          "whenever",
          "before",
          "after",
          "until",
          "till",
          "if",
          "unless",
          "as",
          "that",
          "whether",
          "once",
          "where",
          "whereas",
          "so");
  private static final Set<String> QUESTIONS =
      Set.of("what", "how", "why", "whose", "whom", "whatever", "however", "who", "which");

  private final VerbGroups groups;
  private final NounPhrases nouns;

  Chunker(Verbs verbs, VerbGroups groups) {
    this.groups = groups;
    this.nouns = new NounPhrases(verbs);
  }

  List<Chunk> chunks(List<Token> tokens) {
    List<Chunk> out = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      Chunk chunk = at(tokens, i, out);
      out.add(chunk);
      i = chunk.to();
    }
    return Coordination.join(promote(tokens, out), tokens);
  }

  private Chunk at(List<Token> tokens, int i, List<Chunk> before) {
    Token token = tokens.get(i);
    boolean afterNoun = !before.isEmpty() && before.getLast().is(Kind.NOUN);
    boolean afterComma = before.size() > 1 && before.getLast().is(Kind.COMMA);
    if (token.tag() == Tag.PUNCT || (token.tag() == Tag.SYM && !symbolNoun(token))) {
      Kind kind =
          token.is(",")
              ? Kind.COMMA
              : token.is("\"", "“", "”", "'", "*", "_") ? Kind.OTHER : Kind.STOP;
      return Chunk.of(kind, i, i + 1);
    }
    if (token.is("that")) {
      return that(tokens, i, before, afterNoun);
    }
    if (token.is("who", "which") && (afterNoun || afterComma)) {
      return Chunk.of(Kind.RELATIVE, i, i + 1);
    }
    if (QUESTIONS.contains(token.norm())) {
      return Chunk.of(Kind.QUESTION, i, i + 1);
    }
    if (token.is("to") && i + 1 < tokens.size()) {
      int verb = i + 1;
      while (verb < tokens.size() && verb < i + 3 && tokens.get(verb).tag() == Tag.ADV) {
        verb++;
      }
      boolean base =
          verb < tokens.size()
              && (tokens.get(verb).tag() == Tag.VERB || tokens.get(verb).is("be", "have", "do"))
              && !tokens.get(verb).norm().endsWith("ing");
      if (base) {
        Optional<VerbGroup> group = groups.read(tokens, verb);
        int end = group.map(VerbGroup::to).orElse(verb + 1);
        return new Chunk(Kind.INFINITIVE, i, end, group);
      }
      return Chunk.of(Kind.PREPOSITION, i, i + 1);
    }
    if (token.tag() == Tag.AUX || token.tag() == Tag.VERB) {
      Optional<VerbGroup> group = groups.read(tokens, i);
      if (group.isPresent()) {
        return new Chunk(Kind.VERB, i, group.get().to(), group);
      }
    }
    if (SUBORDINATORS.contains(token.norm())
        && (token.tag() == Tag.SCONJ
            || token.is(
                "if", "because", "when", "while", "although", "unless", "whether", "though"))) {
      return Chunk.of(Kind.SUBORDINATOR, i, i + 1);
    }
    if (token.tag() == Tag.CCONJ || token.is("but", "and", "or")) {
      return Chunk.of(Kind.AND, i, i + 1);
    }
    int end = nouns.end(tokens, i);
    if (end > i) {
      return Chunk.of(Kind.NOUN, i, end);
    }
    return switch (token.tag()) {
      case ADP, SCONJ -> Chunk.of(Kind.PREPOSITION, i, i + 1);
      case ADV -> Chunk.of(Kind.ADVERB, i, i + 1);
      case PART -> Chunk.of(token.is("not") ? Kind.ADVERB : Kind.OTHER, i, i + 1);
      case ADJ, NUM -> Chunk.of(Kind.ADJECTIVE, i, i + 1);
      case INTJ -> Chunk.of(Kind.STOP, i, i + 1);
      default -> Chunk.of(Kind.OTHER, i, i + 1);
    };
  }

  private static boolean symbolNoun(Token token) {
    return token.is("%", "$", "€", "£", "+");
  }

  private Chunk that(List<Token> tokens, int i, List<Chunk> before, boolean afterNoun) {
    int next = i + 1;
    while (next < tokens.size() && tokens.get(next).tag() == Tag.ADV) {
      next++;
    }
    boolean verb =
        next < tokens.size()
            && (tokens.get(next).tag() == Tag.AUX || tokens.get(next).tag() == Tag.VERB)
            && groups.read(tokens, next).map(VerbGroup::finite).orElse(false);
    if (verb) {
      return Chunk.of(afterNoun ? Kind.RELATIVE : Kind.NOUN, i, i + 1);
    }
    int noun = nouns.end(tokens, i + 1);
    boolean determined = nouns.end(tokens, i) > i + 1;
    boolean clause =
        noun > i + 1
            && noun < tokens.size()
            && (tokens.get(noun).tag() == Tag.AUX
                || tokens.get(noun).tag() == Tag.VERB
                || tokens.get(noun).tag() == Tag.ADV);
    boolean complement =
        !before.isEmpty()
            && !before.getLast().is(Kind.PREPOSITION)
            && !before.getLast().is(Kind.COMMA);
    if (clause && complement) {
      return Chunk.of(Kind.SUBORDINATOR, i, i + 1);
    }
    return Chunk.of(Kind.NOUN, i, determined ? nouns.end(tokens, i) : i + 1);
  }

  /** "before we left", "so we moved": words that begin a clause after all. */
  private static List<Chunk> promote(List<Token> tokens, List<Chunk> chunks) {
    List<Chunk> out = new ArrayList<>(chunks);
    for (int k = 0; k < out.size(); k++) {
      Chunk chunk = out.get(k);
      Token word = tokens.get(chunk.from());
      boolean candidate =
          (chunk.is(Kind.PREPOSITION) || chunk.is(Kind.ADVERB) || chunk.is(Kind.SUBORDINATOR))
              && SUBORDINATORS.contains(word.norm());
      if (!candidate) {
        continue;
      }
      int n = k + 1;
      while (n < out.size() && out.get(n).is(Kind.ADVERB)) {
        n++;
      }
      boolean noun = n < out.size() && out.get(n).is(Kind.NOUN);
      int v = n + 1;
      while (v < out.size() && out.get(v).is(Kind.ADVERB)) {
        v++;
      }
      boolean clause = noun && v < out.size() && out.get(v).finite();
      if (word.is("so")) {
        if (clause) {
          out.set(k, Chunk.of(Kind.AND, chunk.from(), chunk.to()));
        } else if (!chunk.is(Kind.SUBORDINATOR)) {
          out.set(k, Chunk.of(Kind.ADVERB, chunk.from(), chunk.to()));
        }
      } else if (clause) {
        out.set(k, Chunk.of(Kind.SUBORDINATOR, chunk.from(), chunk.to()));
      } else if (word.is("as", "since", "before", "after", "until", "till", "once", "where")) {
        out.set(k, Chunk.of(Kind.PREPOSITION, chunk.from(), chunk.to()));
      }
    }
    return out;
  }
}
