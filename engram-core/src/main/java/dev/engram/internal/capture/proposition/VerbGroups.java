package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.language.Verbs;
import dev.engram.memory.Modality;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads verb groups, one at a time. Immutable and thread-safe; each call is linear in the group.
 */
final class VerbGroups {
  private static final Set<String> LIKE = Set.of("like", "love", "prefer", "rather");
  private static final Set<String> SKILLS =
      Set.of("speak", "read", "write", "play", "swim", "code", "cook", "drive", "ski", "type");
  private static final Set<String> KEEP_LEAD = Set.of("try", "manage", "learn", "get", "continue");

  private final Verbs verbs;
  private final Lexicon lexicon;

  VerbGroups(Verbs verbs, Lexicon lexicon) {
    this.verbs = verbs;
    this.lexicon = lexicon;
  }

  /** The group that begins at a token, if one does. */
  Optional<VerbGroup> read(List<Token> tokens, int from) {
    return new Reading(tokens, from).read();
  }

  private final class Reading {
    private final List<Token> tokens;
    private final int from;
    private int at;
    private boolean finite;
    private boolean negated;
    private Modality modality = Modality.ACTUAL;
    private boolean past;
    private boolean progressive;
    private boolean passive;
    private boolean would;
    private boolean ended;
    private String lead = "";
    private int main = -1;

    Reading(List<Token> tokens, int from) {
      this.tokens = tokens;
      this.from = from;
      this.at = from;
    }

    Optional<VerbGroup> read() {
      Token first = tokens.get(from);
      if (first.tag() != Tag.AUX && first.tag() != Tag.VERB) {
        return Optional.empty();
      }
      finite = first.tag() == Tag.AUX ? !first.is("be", "been", "being") : finiteForm(first);
      for (int steps = 0; steps < 8 && main < 0 && at < tokens.size(); steps++) {
        step();
      }
      if (main < 0) {
        return Optional.empty();
      }
      before();
      chain();
      String lemma = tokens.get(main).lemma();
      boolean wish = would && (LIKE.contains(lemma) || Adverbs.rather(tokens, from, main));
      if (wish) {
        modality = Modality.DESIRED;
      }
      int end = main + 1;
      if (end < tokens.size() && tokens.get(end).is("not")) {
        negated = true;
        end++;
      }
      return Optional.of(
          new VerbGroup(
              from,
              end,
              main,
              lemma,
              lead,
              finite,
              negated,
              modality,
              past,
              progressive,
              passive,
              would && !wish && modality == Modality.ACTUAL,
              ended));
    }

    /** "no longer uses", "never drinks". */
    private void before() {
      for (int i = from - 1; i >= 0 && i >= from - 3; i--) {
        Token token = tokens.get(i);
        if (token.is("longer") && i > 0 && tokens.get(i - 1).is("no")) {
          ended = true;
        } else if (token.is("never")) {
          negated = true;
        } else if (token.tag() != Tag.ADV) {
          break;
        }
      }
      if (ended) {
        negated = false;
      }
    }

    private boolean finiteForm(Token verb) {
      return !verb.norm().endsWith("ing") || verbs.known(verb.norm());
    }

    private void step() {
      Token token = tokens.get(at);
      int next = Adverbs.after(tokens, at + 1);
      if (token.tag() == Tag.VERB) {
        main = at;
        past |=
            at == from
                && verbs.can(token.norm(), Verbs.Form.PAST)
                && !verbs.can(token.norm(), Verbs.Form.BASE);
        return;
      }
      if (token.tag() != Tag.AUX) {
        main = -1;
        at = tokens.size();
        return;
      }
      switch (token.norm()) {
        case "will", "shall", "'ll" -> modal(Modality.INTENDED, next);
        case "may", "might" -> modal(Modality.POSSIBLE, next);
        case "could" -> {
          lead = "can ";
          modal(Modality.POSSIBLE, next);
        }
        case "should", "must" -> modal(Modality.OBLIGED, next);
        case "can" -> {
          lead = "can ";
          boolean skill = next < tokens.size() && SKILLS.contains(tokens.get(next).lemma());
          modal(skill || negated ? Modality.ACTUAL : Modality.POSSIBLE, next);
        }
        case "would" -> {
          would = true;
          modal(Modality.ACTUAL, next);
        }
        case "have", "has", "had", "having" -> have(token, next);
        case "do", "does", "did" -> {
          past |= token.is("did");
          if (Adverbs.verb(tokens, next)) {
            go(next);
          } else {
            main = at;
          }
        }
        default -> be(token, next);
      }
    }

    private void modal(Modality says, int next) {
      if (says != Modality.ACTUAL) {
        modality = says;
      }
      if (Adverbs.verb(tokens, next)) {
        go(next);
      } else {
        at = tokens.size();
      }
    }

    private void have(Token token, int next) {
      past |= token.is("had");
      if (next < tokens.size()) {
        Token after = tokens.get(next);
        if (after.is("to") && Adverbs.verb(tokens, next + 1)) {
          modality = Modality.OBLIGED;
          go(next + 1);
          return;
        }
        boolean been = after.is("been");
        boolean participle =
            after.tag() == Tag.VERB && verbs.can(after.norm(), Verbs.Form.PARTICIPLE);
        if (been || (participle && !after.is("got"))) {
          past = true;
          go(next);
          return;
        }
        if (after.is("got")) {
          note(at + 1, next);
          if (next + 2 < tokens.size()
              && tokens.get(next + 1).is("to")
              && Adverbs.verb(tokens, next + 2)) {
            modality = Modality.OBLIGED;
            at = next + 2;
          } else {
            main = next;
          }
          return;
        }
      }
      note(at + 1, next);
      main = at;
    }

    private void be(Token token, int next) {
      past |= token.is("was", "were", "been");
      if (next >= tokens.size()) {
        main = at;
        return;
      }
      Token after = tokens.get(next);
      boolean to =
          next + 2 < tokens.size()
              && tokens.get(next + 1).is("to")
              && Adverbs.verb(tokens, next + 2);
      if (to && after.is("going", "about", "planning", "aiming")) {
        modality = Modality.INTENDED;
        go(next + 2);
      } else if (to && after.is("supposed", "required", "obliged")) {
        modality = Modality.OBLIGED;
        go(next + 2);
      } else if (to && after.is("able")) {
        lead = "can ";
        go(next + 2);
      } else if (to && after.is("hoping", "looking", "dying")) {
        modality = Modality.DESIRED;
        go(next + 2);
      } else if (after.tag() == Tag.VERB && verbs.can(after.norm(), Verbs.Form.GERUND)) {
        progressive = true;
        note(at + 1, next);
        main = next;
      } else if (after.is("being", "been")) {
        go(next);
      } else if (after.tag() == Tag.VERB && verbs.can(after.norm(), Verbs.Form.PARTICIPLE)) {
        passive = true;
        note(at + 1, next);
        main = next;
      } else {
        note(at + 1, next);
        main = at;
      }
    }

    private void chain() {
      for (int depth = 0; depth < 3; depth++) {
        Token verb = tokens.get(main);
        int to = main + 1;
        if (to < tokens.size() && tokens.get(to).is("not")) {
          negated = true;
          to++;
        }
        if (to + 1 >= tokens.size() || !tokens.get(to).is("to")) {
          return;
        }
        int next = Adverbs.after(tokens, to + 1);
        if (!Adverbs.verb(tokens, next)) {
          return;
        }
        String lemma = verb.lemma();
        if (verb.is("used") && !passive) {
          modality = Modality.FORMER;
        } else if (lexicon.has("desire", lemma) || (would && LIKE.contains(lemma))) {
          modality = Modality.DESIRED;
          would = false;
        } else if (Set.of("plan", "intend", "aim", "decide", "agree").contains(lemma)) {
          modality = Modality.INTENDED;
        } else if (lemma.equals("need") || lemma.equals("ought")) {
          modality = Modality.OBLIGED;
        } else if (verb.is("got")) {
          modality = Modality.OBLIGED;
          past = false;
        } else if (KEEP_LEAD.contains(lemma)) {
          lead = verbs.third(lemma) + " to ";
        } else if (!Set.of("start", "begin").contains(lemma)) {
          return;
        }
        progressive = false;
        passive = false;
        main = -1;
        at = next;
        boolean keptPast = past;
        for (int steps = 0; steps < 5 && main < 0 && at < tokens.size(); steps++) {
          step();
        }
        past = keptPast;
        if (main < 0) {
          main = next;
          return;
        }
      }
    }

    private void go(int next) {
      note(at + 1, next);
      at = next;
    }

    private void note(int start, int end) {
      for (int i = start; i < Math.min(end, tokens.size()); i++) {
        Token token = tokens.get(i);
        negated |= token.is("not", "never");
        ended |= token.is("longer");
      }
      if (ended) {
        negated = false;
      }
    }
  }
}
