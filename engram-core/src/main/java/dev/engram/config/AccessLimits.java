package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import java.util.OptionalInt;

/**
 * How much one principal may ask and bring. An empty limit is none. Immutable; each method returns
 * new limits.
 *
 * @param callsPerMinute calls in any minute, 1 to 10,000
 * @param callsPerSession calls in one session, 1 to 1,000,000
 * @param writesPerMinute memories in any minute that are stored or changed, 1 to 100,000
 * @param memoriesPerScope active memories that a scope may hold for one more to be stored in it, 1
 *     to 100,000,000
 */
public record AccessLimits(
    OptionalInt callsPerMinute,
    OptionalInt callsPerSession,
    OptionalInt writesPerMinute,
    OptionalInt memoriesPerScope) {
  /** No limit at all. */
  public static final AccessLimits NONE =
      new AccessLimits(
          OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

  /** Of who is not trusted, by default: 20 and 200 calls, 100 writes, 10,000 memories a scope. */
  public static final AccessLimits UNTRUSTED =
      NONE.callsPerMinute(20).callsPerSession(200).writesPerMinute(100).memoriesPerScope(10_000);

  public AccessLimits {
    require("access.callsPerMinute", callsPerMinute, 10_000);
    require("access.callsPerSession", callsPerSession, 1_000_000);
    require("access.writesPerMinute", writesPerMinute, 100_000);
    require("access.memoriesPerScope", memoriesPerScope, 100_000_000);
  }

  /** At most this many calls in any minute. */
  public AccessLimits callsPerMinute(int most) {
    return new AccessLimits(
        OptionalInt.of(most), callsPerSession, writesPerMinute, memoriesPerScope);
  }

  /** At most this many calls in one session. */
  public AccessLimits callsPerSession(int most) {
    return new AccessLimits(
        callsPerMinute, OptionalInt.of(most), writesPerMinute, memoriesPerScope);
  }

  /** At most this many memories stored or changed in any minute. */
  public AccessLimits writesPerMinute(int most) {
    return new AccessLimits(
        callsPerMinute, callsPerSession, OptionalInt.of(most), memoriesPerScope);
  }

  /** Stores nothing more in a scope with this many active memories. */
  public AccessLimits memoriesPerScope(int most) {
    return new AccessLimits(callsPerMinute, callsPerSession, writesPerMinute, OptionalInt.of(most));
  }

  private static void require(String field, OptionalInt limit, int bound) {
    int most = limit.orElse(1);
    if (most < 1 || most > bound) {
      throw InvalidInputException.option(field, "must be 1 to " + bound + ", got " + most);
    }
  }
}
