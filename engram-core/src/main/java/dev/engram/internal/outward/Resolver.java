package dev.engram.internal.outward;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up the addresses of a host's name. Thread-safe. */
@FunctionalInterface
public interface Resolver {
  /**
   * All of them.
   *
   * @throws UnknownHostException if it has none, or that cannot be told now
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The system's. */
  static Resolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
