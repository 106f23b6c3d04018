package dev.engram.internal.outward;

import dev.engram.spi.EmbeddingModel.Locality;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where one service is, as far as can be proven.
 *
 * <p>A service that says it is elsewhere is believed; one that says it is on this machine has to
 * name an address, and the address decides: a loopback address or the path of a socket is this
 * machine. Every other address is another one, link-local and private ones included, and so is this
 * machine's own address in a network, which may be another's tomorrow. Numbers that programs read
 * differently (octal, hexadecimal, fewer than four) are not believed.
 *
 * <p>A name means what it means now, so it is looked up before every call, and counts as this
 * machine only if all of its addresses are loopback ones. A name that was seen to mean anything
 * else once is not believed again while the engine is open: connections that were made to the other
 * address may live on. What remains is the moment between the look and the call; a service that
 * pins the address it found, as the bundled ones do, has none.
 *
 * <p>Thread-safe. Cost: none for addresses, a look-up, which the JVM caches, for names.
 */
final class Site {
  private final Supplier<Locality> declared;
  private final Supplier<Optional<URI>> endpoint;
  private final Resolver resolver;
  private volatile boolean elsewhere;

  Site(Supplier<Locality> declared, Supplier<Optional<URI>> endpoint, Resolver resolver) {
    this.declared = declared;
    this.endpoint = endpoint;
    this.resolver = resolver;
  }

  /** Where it is now. */
  Locality now() {
    Locality said = declared.get();
    Optional<URI> address = endpoint.get();
    if (said == Locality.REMOTE) {
      return Locality.REMOTE;
    }
    if (address.isEmpty()) {
      return said == Locality.IN_PROCESS ? said : Locality.REMOTE;
    }
    return here(address.get()) ? Locality.LOCAL_SERVICE : Locality.REMOTE;
  }

  /** Whether it says that it is on this machine, and nothing else says so. */
  boolean unproven() {
    return declared.get() == Locality.LOCAL_SERVICE && endpoint.get().isEmpty();
  }

  private boolean here(URI address) {
    if ("unix".equalsIgnoreCase(address.getScheme())) {
      boolean noHost = address.getRawAuthority() == null;
      return noHost && (address.getPath() != null || address.getRawSchemeSpecificPart() != null);
    }
    String host = address.getHost();
    if (host == null || host.isEmpty()) {
      return false;
    }
    return host.startsWith("[") ? loopback(host.substring(1, host.length() - 1)) : named(host);
  }

  private boolean named(String host) {
    if (isNumeric(host)) {
      return isPlain(host) && loopback(host);
    }
    if (elsewhere) {
      return false;
    }
    try {
      List<InetAddress> all = resolver.resolve(host);
      boolean here = !all.isEmpty() && all.stream().allMatch(InetAddress::isLoopbackAddress);
      elsewhere |= !here && !all.isEmpty();
      return here;
    } catch (UnknownHostException | IllegalArgumentException unknown) {
      return false; // nothing says that it is this machine
    }
  }

  /** Whether the last label is a number, so that no name server is asked. */
  private static boolean isNumeric(String host) {
    int end = host.endsWith(".") ? host.length() - 1 : host.length();
    String last = host.substring(host.lastIndexOf('.', end - 1) + 1, end);
    boolean hexadecimal = last.startsWith("0x") || last.startsWith("0X");
    return hexadecimal || (!last.isEmpty() && last.chars().allMatch(Site::isDigit));
  }

  private static boolean isDigit(int unit) {
    return unit >= '0' && unit <= '9';
  }

  /** Whether it is four decimal numbers, written as everybody reads them. */
  private static boolean isPlain(String host) {
    String[] parts = host.split("\\.", -1);
    for (String part : parts) {
      boolean number =
          !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(Site::isDigit);
      if (!number || (part.length() > 1 && part.charAt(0) == '0')) {
        return false;
      }
    }
    return parts.length == 4;
  }

  private static boolean loopback(String literal) {
    try {
      return literal.contains(":")
          ? InetAddress.ofLiteral(literal).isLoopbackAddress()
          : Inet4Address.ofLiteral(literal).isLoopbackAddress();
    } catch (IllegalArgumentException none) {
      return false;
    }
  }
}
