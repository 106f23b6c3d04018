package dev.engram.internal.access;

import dev.engram.config.AccessLimits;
import dev.engram.config.AccessOptions;
import dev.engram.fault.RateLimitException;
import dev.engram.scope.Principal;
import dev.engram.scope.Role;
import dev.engram.scope.Scope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Counts what principals ask and bring, and refuses what is too much (spec §10.16.2). Thread-safe;
 * about a microsecond a call, nothing for principals without limits. Keeps at most {@value
 * #MOST_COUNTED} principals and as many sessions apart.
 *
 * <p>A principal is counted by its role, its agent, whether it is trusted, and where it speaks:
 * each user of a channel has an allowance of its own. Its session is the session scope that the
 * host put it in; without one, all that it asks without a long pause. What is refused is not
 * counted.
 */
public final class RateLimits {
  static final int MOST_COUNTED = 10_000;

  private final AccessOptions options;
  private final InstantSource clock;
  private final Ledger<Caller, Tally> callers;
  private final Ledger<Talk, Session> sessions;

  private record Caller(Role role, String agent, boolean untrusted, Scope home) {}

  private record Talk(Caller caller, List<Scope> sessions) {}

  private static final class Tally {
    private final Window calls = new Window();
    private final Window writes = new Window();
  }

  private static final class Session {
    private int calls;
    private long last;
  }

  public RateLimits(AccessOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
    this.callers = new Ledger<>(MOST_COUNTED, Window.MINUTE, Tally::new);
    this.sessions = new Ledger<>(MOST_COUNTED, options.sessionPause().toMillis(), Session::new);
  }

  private AccessLimits limits(Principal principal) {
    return principal.isUntrusted() ? options.untrusted() : options.trusted();
  }

  /**
   * Counts a call.
   *
   * @throws RateLimitException {@code E2003} if there were too many
   */
  public void call(Principal principal) {
    AccessLimits limits = limits(principal);
    if (limits.callsPerMinute().isEmpty() && limits.callsPerSession().isEmpty()) {
      return;
    }
    Caller caller = caller(principal);
    var talk = new Talk(caller, sessions(principal));
    synchronized (this) {
      long now = clock.millis();
      Tally tally = callers.of(caller, now);
      if (limits.callsPerMinute().isPresent()) {
        int most = limits.callsPerMinute().getAsInt();
        refuse("calls", most, "a minute", tally.calls.wait(now, 1, most));
      }
      if (limits.callsPerSession().isPresent()) {
        session(sessions.of(talk, now), limits.callsPerSession().getAsInt(), now);
      }
      if (limits.callsPerMinute().isPresent()) {
        tally.calls.add(now, 1);
      }
    }
  }

  private void session(Session session, int most, long now) {
    long pause = options.sessionPause().toMillis();
    long silence = now - session.last;
    if (silence >= pause || silence < 0) {
      session.calls = 0;
    }
    if (session.calls >= most) {
      refuse("calls", most, "a session", pause - silence);
    }
    session.calls++;
    session.last = now;
  }

  /**
   * Counts memories that are brought or changed.
   *
   * @throws RateLimitException {@code E2003} if there were too many
   */
  public void write(Principal principal, int memories) {
    AccessLimits limits = limits(principal);
    if (limits.writesPerMinute().isEmpty()) {
      return;
    }
    int most = limits.writesPerMinute().getAsInt();
    Caller caller = caller(principal);
    synchronized (this) {
      long now = clock.millis();
      Window writes = callers.of(caller, now).writes;
      refuse("memories written", most, "a minute", writes.wait(now, memories, most));
      writes.add(now, memories);
    }
  }

  private static void refuse(String what, int most, String span, long millis) {
    if (millis > 0) {
      throw new RateLimitException(what, most, span, Duration.ofMillis(millis));
    }
  }

  private static Caller caller(Principal principal) {
    return new Caller(
        principal.role(), principal.agent(), principal.isUntrusted(), principal.home());
  }

  private static List<Scope> sessions(Principal principal) {
    return principal.visibleScopes().stream().filter(Scope.Session.class::isInstance).toList();
  }
}
