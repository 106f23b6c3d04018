package dev.engram.internal.archive;

import dev.engram.archive.ExportRequest;
import dev.engram.fault.AccessException;
import dev.engram.scope.Principal;
import dev.engram.scope.Role;
import dev.engram.scope.Scope;
import dev.engram.spi.HumanChannel;
import dev.engram.spi.HumanChannel.PlaintextRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Codes by which a person allows what no program may do alone (spec §10.20.2).
 *
 * <p>A code goes to the {@link HumanChannel} that the host gave when it opened the vault, and
 * nowhere else: it is not returned, so code that holds the engine, a tool for one, can ask for a
 * code but not read it. One code is open at a time, for one principal, one request and one number
 * of memories; it serves once, for five minutes, and is gone after the third wrong one. It has 40
 * bits, so guessing succeeds with a chance of one in 3·10^11 a request.
 *
 * <p>It does not stop code that runs in the host's process with the host's rights from reading the
 * process's memory, nor an agent from talking a person into typing the code back. Thread-safe.
 */
public final class Confirmations {
  static final Duration LASTS = Duration.ofMinutes(5);
  private static final int TRIES = 3;
  private static final int SYMBOLS = 8;
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final Optional<HumanChannel> human;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private Optional<Open> open = Optional.empty();

  public Confirmations(Optional<HumanChannel> human, InstantSource clock) {
    this.human = human;
    this.clock = clock;
  }

  /** For whom and what a code is. */
  private record Purpose(
      String agent, Role role, Set<Scope> scopes, Set<Scope> overseen, ExportRequest request) {
    static Purpose of(Principal principal, ExportRequest request) {
      return new Purpose(
          principal.agent(),
          principal.role(),
          principal.visibleScopes(),
          principal.overseenScopes(),
          request);
    }
  }

  /** A code that was shown. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Open(byte[] code, Purpose purpose, int memories, Instant until, int tries) {}

  /** Shows a person a code; one that was shown before serves no more. */
  public void request(Principal principal, ExportRequest request, int memories) {
    HumanChannel person =
        human.orElseThrow(() ->
            AccessException.unconfirmed(
                "no person can be asked: the host gave no channel when it opened the vault"));
    var code = new StringBuilder(SYMBOLS + 1);
    for (int i = 0; i < SYMBOLS; i++) {
      code.append(i == SYMBOLS / 2 ? "-" : "")
          .append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    Instant until = clock.instant().plus(LASTS);
    synchronized (this) {
      open =
          Optional.of(
              new Open(
                  normal(code.toString()), Purpose.of(principal, request), memories, until, 0));
    }
    person.show(new PlaintextRequest(code.toString(), principal.agent(), memories, until));
  }

  /**
   * Takes a code in.
   *
   * @param memories how many would be written now; more than the person was told are refused
   * @throws AccessException {@code E4022} if it is not the one, for whatever reason
   */
  public synchronized void redeem(
      String code, Principal principal, ExportRequest request, int memories) {
    Open shown = open.orElseThrow(Confirmations::refused);
    boolean right = MessageDigest.isEqual(shown.code, normal(code));
    boolean spent = right || shown.tries + 1 >= TRIES || clock.instant().isAfter(shown.until);
    open =
        spent
            ? Optional.empty()
            : Optional.of(
                new Open(shown.code, shown.purpose, shown.memories, shown.until, shown.tries + 1));
    if (!right
        || clock.instant().isAfter(shown.until)
        || !shown.purpose.equals(Purpose.of(principal, request))
        || memories > shown.memories) {
      throw refused();
    }
  }

  private static byte[] normal(String code) {
    var symbols = new StringBuilder();
    for (int i = 0; i < Math.min(code.length(), 64); i++) {
      char c = Character.toUpperCase(code.charAt(i));
      if (ALPHABET.indexOf(c) >= 0) {
        symbols.append(c);
      }
    }
    return symbols.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static AccessException refused() {
    return AccessException.unconfirmed(
        "the code is not the one that was shown for this, was used, or is too old; ask anew");
  }
}
