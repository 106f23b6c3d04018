package dev.engram.ollama;

import dev.engram.spi.EmbeddingModel.Locality;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where requests go, and whether that is this machine.
 *
 * <p>A name that means this machine now may mean another later. So over http it is replaced by the
 * loopback address it stood for; over https, which needs the name for the certificate, only a
 * literal address counts as local.
 *
 * @param base ends with a slash
 * @param locality whether text leaves this machine
 */
record Address(URI base, Locality locality) {
  static Address of(URI endpoint) {
    var host = endpoint.getHost();
    try {
      var addresses = InetAddress.getAllByName(host);
      boolean loopback = Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress);
      if (loopback && "http".equalsIgnoreCase(endpoint.getScheme())) {
        return new Address(base(endpoint, addresses[0].getHostAddress()), Locality.LOCAL_SERVICE);
      }
      if (loopback && isLiteral(host)) {
        return new Address(base(endpoint, host), Locality.LOCAL_SERVICE);
      }
    } catch (UnknownHostException e) {
      // no address yet, so nothing says that it is this machine
      return new Address(base(endpoint, host), Locality.REMOTE);
    }
    return new Address(base(endpoint, host), Locality.REMOTE);
  }

  private static boolean isLiteral(String host) {
    return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
  }

  private static URI base(URI endpoint, String host) {
    var path = endpoint.getPath() == null ? "" : endpoint.getPath();
    try {
      return new URI(
          endpoint.getScheme(),
          null,
          host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host,
          endpoint.getPort(),
          path.endsWith("/") ? path : path + "/",
          null,
          null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("endpoint is not an address", e);
    }
  }
}
