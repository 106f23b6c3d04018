package dev.engram.internal.lifecycle;

import dev.engram.config.EngramOptions;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.screen.personal.PersonalDataDetector;
import dev.engram.internal.screen.personal.PersonalKind;
import dev.engram.internal.screen.personal.PersonalOptions;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.Vault;
import java.util.EnumSet;
import java.util.Set;

/** Wires what seals memories, as the options ask for. */
final class Sealed {
  private Sealed() {}

  static Sealing of(Vault vault, EngramOptions options) {
    Set<PersonalKind> kinds = kinds(options.capture().leftClear());
    return new Sealing(vault.fields(), new PersonalDataDetector(PersonalOptions.of(kinds)));
  }

  private static Set<PersonalKind> kinds(Set<String> leftClear) {
    var kinds = EnumSet.copyOf(PersonalKind.raising());
    for (String label : leftClear) {
      PersonalKind kind =
          EnumSet.allOf(PersonalKind.class).stream()
              .filter(one -> one.label().equals(label))
              .findAny()
              .orElseThrow(() ->
                  InvalidInputException.option(
                      "capture.leftClear", "names no kind of personal data"));
      kinds.remove(kind);
    }
    return kinds;
  }
}
