package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import dev.engram.spi.SensitiveFinder;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What may leave the process for an embedder, a language model or a reranker. Immutable.
 *
 * <p>Secrets are replaced in whatever leaves; these options do not change that. What stays in this
 * process is never changed.
 *
 * @param local for services behind an address of this machine
 * @param remote for all others, those included that do not tell where they are
 * @param leftClear kinds of personal data, such as {@code person-name} or {@code place}, that may
 *     leave as they are
 * @param finder finds more that may not, if there is one
 */
public record OutwardOptions(
    Rules local, Rules remote, Set<String> leftClear, Optional<SensitiveFinder> finder) {

  /** What becomes of something that is about to leave. */
  public enum Treatment {
    /** It goes as it is, but for secrets. */
    CLEAR,
    /** Each stretch of personal data leaves a placeholder, such as {@code [EMAIL 1]}. */
    PLACEHOLDERS,
    /** The whole text stays here. */
    WITHHELD
  }

  /**
   * What goes to one sort of place.
   *
   * @param personal texts with personal data in them; others go as they are
   * @param sensitive memories of the sensitive tier. With placeholders, one that is sealed only
   *     because its caller asked stays here: nobody told which of its words are sensitive
   * @param confidential memories of the confidential tier; the same holds for them
   */
  public record Rules(Treatment personal, Treatment sensitive, Treatment confidential) {
    /** Everything goes as it is, but for secrets. */
    public static Rules clear() {
      return new Rules(Treatment.CLEAR, Treatment.CLEAR, Treatment.CLEAR);
    }

    /** Placeholders for personal data; confidential memories stay here. */
    public static Rules guarded() {
      return new Rules(Treatment.PLACEHOLDERS, Treatment.PLACEHOLDERS, Treatment.WITHHELD);
    }

    /** Does this with personal data. */
    public Rules withPersonal(Treatment what) {
      return new Rules(what, sensitive, confidential);
    }

    /** Does this with sensitive memories. */
    public Rules withSensitive(Treatment what) {
      return new Rules(personal, what, confidential);
    }

    /** Does this with confidential memories. */
    public Rules withConfidential(Treatment what) {
      return new Rules(personal, sensitive, what);
    }
  }

  public OutwardOptions {
    leftClear = Set.copyOf(leftClear);
    for (String kind : leftClear) {
      if (!kind.matches("[a-z0-9-]{1,32}")) {
        throw InvalidInputException.option(
            "outward.leftClear", "must name kinds of personal data in lower case");
      }
    }
  }

  /** {@link Rules#clear} for this machine, {@link Rules#guarded} for others. */
  public static OutwardOptions defaults() {
    return new OutwardOptions(Rules.clear(), Rules.guarded(), Set.of(), Optional.empty());
  }

  /** Follows these rules with services of this machine. */
  public OutwardOptions withLocal(Rules rules) {
    return new OutwardOptions(rules, remote, leftClear, finder);
  }

  /** Follows these rules with services elsewhere. */
  public OutwardOptions withRemote(Rules rules) {
    return new OutwardOptions(local, rules, leftClear, finder);
  }

  /** Lets these kinds of personal data leave as they are. */
  public OutwardOptions leavingClear(String... kinds) {
    return new OutwardOptions(local, remote, new LinkedHashSet<>(Arrays.asList(kinds)), finder);
  }

  /** Treats what this finds as personal data too. */
  public OutwardOptions hiding(SensitiveFinder more) {
    return new OutwardOptions(local, remote, leftClear, Optional.of(more));
  }
}
