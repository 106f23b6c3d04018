package dev.engram.internal.proof;

import dev.engram.config.AccessLimits;
import dev.engram.config.AccessOptions;
import dev.engram.fault.RateLimitException;
import dev.engram.health.SecurityLayer;
import dev.engram.internal.access.RateLimits;
import dev.engram.query.Band;
import dev.engram.scope.Principal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** What principals may ask, bring and learn (spec §10.8, §10.13.3, §10.16, §10.17). */
final class AccessProbes {
  private AccessProbes() {}

  static List<Probe> of(AccessOptions options) {
    return List.of(
        Probe.of("limits of untrusted callers", name -> limits(name, options)),
        Probe.of("limits of trusted callers", name -> trusted(name, options.trusted())),
        Probe.of("bands, noise, envelope", name -> told(name, options)));
  }

  private static SecurityLayer limits(String name, AccessOptions options) {
    AccessLimits limits = options.untrusted();
    if (limits.callsPerMinute().isEmpty() && limits.callsPerSession().isEmpty()) {
      return SecurityLayer.of(name, false, false, "calls are not limited" + writes(limits));
    }
    int most = Math.min(or(limits.callsPerMinute()), or(limits.callsPerSession()));
    int allowed = allowed(options, most);
    return SecurityLayer.of(
        name,
        allowed == most,
        true,
        "tried: of "
            + (most + 1)
            + " calls within an instant "
            + allowed
            + " passed"
            + writes(limits));
  }

  private static int or(OptionalInt limit) {
    return limit.orElse(Integer.MAX_VALUE);
  }

  /** Has somebody who is not trusted call once too often, on a clock that stands. */
  private static int allowed(AccessOptions options, int most) {
    var counted = new RateLimits(options, () -> Instant.EPOCH);
    Principal caller = Principal.network("probe", "probe");
    int passed = 0;
    try {
      for (int i = 0; i <= most; i++) {
        counted.call(caller);
        passed++;
      }
    } catch (RateLimitException refused) {
      return passed;
    }
    return passed;
  }

  private static String writes(AccessLimits limits) {
    return told("; writes a minute", limits.writesPerMinute())
        + told("; memories a scope", limits.memoriesPerScope());
  }

  private static String told(String what, OptionalInt limit) {
    return what + ": " + (limit.isPresent() ? limit.getAsInt() : "any");
  }

  private static SecurityLayer trusted(String name, AccessLimits limits) {
    boolean any = !limits.equals(AccessLimits.NONE);
    return SecurityLayer.of(
        name,
        any,
        any,
        told("calls a minute", limits.callsPerMinute())
            + told("; a session", limits.callsPerSession())
            + writes(limits));
  }

  private static SecurityLayer told(String name, AccessOptions options) {
    return SecurityLayer.of(
        name,
        Band.of(0.637).middle() == Band.of(0.66).middle() && !Principal.network("a", "b").writes(),
        true,
        "tried: a network caller may not write, and of 0.637 an untrusted one is told "
            + Band.of(0.637).middle()
            + "; noise "
            + (options.noise() > 0 ? options.noise() : "off")
            + ", envelope "
            + (options.envelope().isZero() ? "off" : options.envelope().toMillis() + " ms"));
  }
}
