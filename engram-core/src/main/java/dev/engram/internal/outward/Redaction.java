package dev.engram.internal.outward;

import dev.engram.config.OutwardOptions.Rules;
import dev.engram.config.OutwardOptions.Treatment;
import dev.engram.fault.VaultException;
import dev.engram.internal.screen.Finding;
import dev.engram.internal.screen.Screened;
import dev.engram.memory.SecurityTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of the texts of one call may leave, and in which wording. What is found in one of them is
 * hidden in all. Not thread-safe.
 */
final class Redaction {
  private final Detectors detectors;
  private final Rules rules;
  private final Naming naming;
  private final Known known = new Known();
  private final Map<String, Long> replaced = new TreeMap<>();
  private int withheld;
  private int failed;
  private int secrets;

  Redaction(Detectors detectors, Rules rules, Naming naming) {
    this.detectors = detectors;
    this.rules = rules;
    this.naming = naming;
  }

  /** What was found in one text. */
  private record Look(Screened screened, List<Stretch> stretches, boolean hides) {}

  /**
   * The texts as they may leave, in order; nothing for those that stay here.
   *
   * @param each whether a text that cannot be judged stays here alone, rather than all of them
   * @throws VaultException {@code E4007} if one cannot be judged and all have to go together
   */
  List<Optional<String>> pass(List<Passage> passages, boolean each) {
    var looks = new ArrayList<Optional<Look>>(passages.size());
    for (Passage passage : passages) {
      looks.add(look(passage, each));
    }
    return looks.stream().map(look -> look.map(this::worded)).toList();
  }

  private Optional<Look> look(Passage passage, boolean each) {
    try {
      Optional<Look> look = look(passage);
      withheld += look.isEmpty() ? 1 : 0;
      return look;
    } catch (VaultException unjudged) {
      failed++;
      if (each) {
        return Optional.empty();
      }
      throw unjudged;
    }
  }

  private Optional<Look> look(Passage passage) {
    if (treatment(passage.tier()) == Treatment.WITHHELD) {
      return Optional.empty();
    }
    Screened screened = detectors.screened(passage.text());
    boolean asks =
        rules.personal() != Treatment.CLEAR
            || rules.sensitive() != Treatment.CLEAR
            || rules.confidential() != Treatment.CLEAR;
    List<Stretch> stretches = asks ? detectors.personal(screened.text()) : List.of();
    SecurityTier found = screened.clean() ? SecurityTier.CLEARTEXT : SecurityTier.CONFIDENTIAL;
    for (Stretch one : stretches) {
      found = found.or(one.tier());
    }
    boolean tierHides = treatment(passage.tier()) == Treatment.PLACEHOLDERS;
    boolean askedFor = passage.tier().isSealed() && !found.atLeast(passage.tier());
    boolean personal = !stretches.isEmpty();
    if ((tierHides && askedFor) || (personal && rules.personal() == Treatment.WITHHELD)) {
      return Optional.empty();
    }
    boolean hides =
        tierHides
            || rules.personal() == Treatment.PLACEHOLDERS
            || treatment(found) != Treatment.CLEAR;
    learn(passage, screened, hides ? stretches : List.of(), hides);
    return Optional.of(new Look(screened, stretches, hides));
  }

  private Treatment treatment(SecurityTier tier) {
    return switch (tier) {
      case CLEARTEXT -> Treatment.CLEAR;
      case SENSITIVE -> rules.sensitive();
      case CONFIDENTIAL -> rules.confidential();
    };
  }

  private void learn(Passage passage, Screened screened, List<Stretch> stretches, boolean hides) {
    for (Finding secret : screened.findings()) {
      String value = passage.text().substring(secret.start(), secret.end());
      known.addSecret(value, secret.placeholder());
    }
    for (Stretch one : stretches) {
      known.add(screened.text().substring(one.start(), one.end()), one.label());
    }
    if (hides && detectors.names()) {
      passage.names().forEach(name -> known.add(name, "person-name"));
    }
  }

  private String worded(Look look) {
    look.screened().findings().forEach(secret -> count(secret.kind()));
    secrets += look.screened().findings().size();
    String text = look.screened().text();
    var out = new StringBuilder(text.length());
    int at = 0;
    for (Stretch one : look.hides() ? look.stretches() : List.<Stretch>of()) {
      between(text, at, one.start(), look.hides(), out);
      out.append(naming.placeholder(one.label(), text.substring(one.start(), one.end())));
      count(one.label());
      at = one.end();
    }
    between(text, at, text.length(), look.hides(), out);
    return out.toString();
  }

  private void between(String text, int from, int to, boolean hides, StringBuilder out) {
    int[] at = {from};
    known.each(
        text,
        from,
        to,
        (start, end, label, fixed) -> {
          if (hides || fixed.isPresent()) {
            out.append(text, at[0], start);
            out.append(
                fixed.orElseGet(() -> naming.placeholder(label, text.substring(start, end))));
            secrets += fixed.isPresent() ? 1 : 0;
            count(fixed.isPresent() ? "secret" : label);
            at[0] = end;
          }
        });
    out.append(text, at[0], to);
  }

  private void count(String kind) {
    replaced.merge(kind, 1L, Long::sum);
  }

  /** What was done so far. */
  Passing passing() {
    return new Passing(replaced, secrets, withheld, failed);
  }
}
