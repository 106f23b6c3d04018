package dev.engram.internal.outward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.spi.EmbeddingModel.Locality;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where a service is, is told by its address")
class SiteTest {
  private final Map<String, List<String>> names = new HashMap<>();

  /** A name server in this test's hands. */
  private List<InetAddress> resolve(String host) throws UnknownHostException {
    List<String> addresses = names.get(host);
    if (addresses == null) {
      throw new UnknownHostException("not in the test");
    }
    return addresses.stream().map(InetAddress::ofLiteral).toList();
  }

  private Site site(Locality declared, String address) {
    Optional<URI> endpoint =
        address.isEmpty() ? Optional.empty() : Optional.of(URI.create(address));
    return new Site(() -> declared, () -> endpoint, this::resolve);
  }

  private Locality place(String address) {
    return site(Locality.LOCAL_SERVICE, address).now();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:11434",
        "http://127.9.8.7",
        "https://127.0.0.1/v1",
        "http://[::1]:8080",
        "http://[0:0:0:0:0:0:0:1]",
        "http://[::ffff:127.0.0.1]:9",
        "http://user@127.0.0.1/",
        "unix:/run/model.sock",
        "unix:///run/model.sock",
      })
  void loopbackAddressesAndSocketsAreThisMachine(String address) {
    assertThat(place(address)).isEqualTo(Locality.LOCAL_SERVICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1",
        "http://192.168.1.2:11434",
        "http://172.16.0.9",
        "http://169.254.169.254",
        "http://[fe80::1]",
        "http://[fd00::1]",
        "http://0.0.0.0:11434",
        "http://[::]:11434",
        "http://[::ffff:10.0.0.1]",
        "http://[::ffff:0:127.0.0.1]",
        "http://[::127.0.0.1]",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.1/",
        "http://127.0.0.1./",
        "http://127.0.0.01/",
        "http://167772161/",
        "http://127.0.0.1@models.example/",
        "http://127.0.0.1.models.example/",
        "http://localhost.models.example/",
        "http://unknown.example/",
        "http:///v1",
        "unix://models.example/run/model.sock",
        "models.example",
        "file:/tmp/model",
      })
  void everythingElseIsAnotherMachine(String address) {
    names.put("127.0.0.1.models.example", List.of("203.0.113.7"));
    names.put("localhost.models.example", List.of("203.0.113.7"));
    names.put("models.example", List.of("203.0.113.7"));
    assertThat(place(address)).isEqualTo(Locality.REMOTE);
  }

  @Test
  void aNameIsThisMachineIfAllOfItsAddressesAre() {
    names.put("localhost", List.of("127.0.0.1", "::1"));
    names.put("here.example", List.of("127.0.0.1"));
    names.put("both.example", List.of("127.0.0.1", "203.0.113.7"));
    names.put("lan.example", List.of("10.0.0.3"));
    names.put("none.example", List.of());
    assertThat(place("http://localhost:11434")).isEqualTo(Locality.LOCAL_SERVICE);
    assertThat(place("http://here.example")).isEqualTo(Locality.LOCAL_SERVICE);
    assertThat(place("http://both.example")).isEqualTo(Locality.REMOTE);
    assertThat(place("http://lan.example")).isEqualTo(Locality.REMOTE);
    assertThat(place("http://none.example")).isEqualTo(Locality.REMOTE);
  }

  @Test
  void aNameThatMovesIsSeenToMoveAndNotBelievedAgain() {
    names.put("model.example", List.of("127.0.0.1"));
    Site site = site(Locality.LOCAL_SERVICE, "http://model.example");
    assertThat(site.now()).isEqualTo(Locality.LOCAL_SERVICE);
    names.put("model.example", List.of("203.0.113.7"));
    assertThat(site.now()).isEqualTo(Locality.REMOTE);
    names.put("model.example", List.of("127.0.0.1"));
    assertThat(site.now())
        .as("connections to the other address may live on")
        .isEqualTo(Locality.REMOTE);
  }

  @Test
  void aNameThatCannotBeLookedUpIsElsewhereUntilItCan() {
    Site site = site(Locality.LOCAL_SERVICE, "http://model.example");
    assertThat(site.now()).isEqualTo(Locality.REMOTE);
    names.put("model.example", List.of("::1"));
    assertThat(site.now()).isEqualTo(Locality.LOCAL_SERVICE);
  }

  @Test
  void whatIsSaidCountsOnlyAgainstTheService() {
    assertThat(site(Locality.REMOTE, "http://127.0.0.1").now()).isEqualTo(Locality.REMOTE);
    assertThat(site(Locality.IN_PROCESS, "").now()).isEqualTo(Locality.IN_PROCESS);
    assertThat(site(Locality.IN_PROCESS, "http://203.0.113.7").now()).isEqualTo(Locality.REMOTE);
    assertThat(site(Locality.IN_PROCESS, "http://127.0.0.1").now())
        .isEqualTo(Locality.LOCAL_SERVICE);
    Site silent = site(Locality.LOCAL_SERVICE, "");
    assertThat(silent.now()).isEqualTo(Locality.REMOTE);
    assertThat(silent.unproven()).isTrue();
  }
}
