package dev.engram.internal.proof;

import dev.engram.config.CaptureOptions.Secrets;
import dev.engram.config.EngramOptions;
import dev.engram.health.SecurityLayer;
import dev.engram.internal.screen.RedactingScreen;
import dev.engram.internal.screen.Screened;
import java.util.List;

/** What texts pass before they are kept or leave (spec §10.5.2). */
final class ScreenProbes {
  /** Looks like a credential, and is none. */
  private static final String VALUE = "q7Rz81LmT0wXv5Yk";

  private ScreenProbes() {}

  static List<Probe> of(EngramOptions options) {
    return List.of(
        Probe.of(
            "secrets taken out",
            name -> secrets(name, options.capture().secrets() == Secrets.REDACT)));
  }

  private static SecurityLayer secrets(String name, boolean asked) {
    Screened screened = RedactingScreen.ofSecrets().screen("the api_key=" + VALUE + " is new");
    boolean taken = !screened.text().contains(VALUE);
    String tried = taken ? "a planted one was replaced" : "a planted one was let through";
    return SecurityLayer.of(
        name,
        asked && taken,
        asked,
        tried + (asked ? "" : "; they are kept in the vault, and replaced in what leaves"));
  }
}
