package dev.engram.internal.outward;

import dev.engram.config.OutwardOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.fault.VaultException;
import dev.engram.internal.screen.RedactingScreen;
import dev.engram.internal.screen.Screen;
import dev.engram.internal.screen.Screened;
import dev.engram.internal.screen.personal.PersonalDataDetector;
import dev.engram.internal.screen.personal.PersonalFinding;
import dev.engram.internal.screen.personal.PersonalKind;
import dev.engram.internal.screen.personal.PersonalOptions;
import dev.engram.memory.SecurityTier;
import dev.engram.spi.SensitiveFinder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What looks for secrets and for personal data in what is about to leave. Fails closed: what cannot
 * be judged is an error, and nothing of the call may be sent. Thread-safe; linear in the text.
 */
final class Detectors {
  private final Screen secrets = RedactingScreen.ofSecrets();
  private final PersonalDataDetector personal;
  private final Optional<SensitiveFinder> finder;
  private final boolean names;

  private Detectors(Set<PersonalKind> kinds, Optional<SensitiveFinder> finder) {
    this.personal = new PersonalDataDetector(PersonalOptions.of(kinds));
    this.finder = finder;
    this.names = kinds.contains(PersonalKind.PERSON_NAME);
  }

  /**
   * As the options ask for.
   *
   * @throws InvalidInputException {@code E5003} if they name a kind that there is not
   */
  static Detectors of(OutwardOptions options) {
    var kinds = EnumSet.allOf(PersonalKind.class);
    for (String label : options.leftClear()) {
      if (!kinds.removeIf(kind -> kind.label().equals(label))) {
        throw InvalidInputException.option(
            "outward.leftClear", "names no kind of personal data, or one twice");
      }
    }
    return new Detectors(kinds, options.finder());
  }

  /** Whether names of persons are looked for. */
  boolean names() {
    return names;
  }

  /** A text without its secrets. */
  Screened screened(String text) {
    return secrets.screen(text);
  }

  /** The personal data in a text, in order, apart from each other. */
  List<Stretch> personal(String text) {
    var found = new ArrayList<Stretch>();
    try {
      for (PersonalFinding one : personal.classify(text).findings()) {
        found.add(new Stretch(one.start(), one.end(), one.kind().label(), one.tier()));
      }
    } catch (RuntimeException | StackOverflowError failed) {
      throw failed("personal-data", failed);
    }
    if (finder.isPresent()) {
      found.addAll(hosts(text, finder.get()));
      return apart(found);
    }
    return found;
  }

  private static List<Stretch> hosts(String text, SensitiveFinder finder) {
    try {
      var found = new ArrayList<Stretch>();
      for (SensitiveFinder.Stretch one : finder.find(text)) {
        if (one.end() > text.length()) {
          throw new IndexOutOfBoundsException(one.end());
        }
        found.add(new Stretch(one.start(), one.end(), one.kind(), SecurityTier.CLEARTEXT));
      }
      return found;
    } catch (RuntimeException | StackOverflowError failed) {
      throw failed("host's", failed);
    }
  }

  /** The cause's message may quote the text, so only its type is told. */
  private static VaultException failed(String name, Throwable failed) {
    return new VaultException(
        ErrorCode.SCREEN_FAILED,
        "the "
            + name
            + " screen failed with "
            + failed.getClass().getSimpleName()
            + ", so nothing was sent");
  }

  /** What overlaps becomes one, named by what starts first. */
  private static List<Stretch> apart(List<Stretch> found) {
    found.sort(Comparator.comparingInt(Stretch::start).thenComparingInt(one -> -one.end()));
    var apart = new ArrayList<Stretch>();
    for (Stretch next : found) {
      if (!apart.isEmpty() && next.start() < apart.getLast().end()) {
        Stretch open = apart.removeLast();
        apart.add(
            new Stretch(
                open.start(),
                Math.max(open.end(), next.end()),
                open.label(),
                open.tier().or(next.tier())));
      } else {
        apart.add(next);
      }
    }
    return apart;
  }
}
