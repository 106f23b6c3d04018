package dev.engram;

import dev.engram.spi.Keychain;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A host's keychain in memory, which can be told to fail or to forget. */
final class FakeKeychain implements Keychain {
  private final Map<String, byte[]> kept = new HashMap<>();
  private Optional<Supplier<? extends RuntimeException>> failure = Optional.empty();
  private boolean forgetful;

  FakeKeychain failing(Supplier<? extends RuntimeException> with) {
    failure = Optional.of(with);
    return this;
  }

  FakeKeychain forgetful() {
    forgetful = true;
    return this;
  }

  int size() {
    return kept.size();
  }

  private void check() {
    failure.ifPresent(with -> {
      throw with.get();
    });
  }

  @Override
  public String name() {
    return "the test's keychain";
  }

  @Override
  public Optional<byte[]> read(String service, String account) {
    check();
    return Optional.ofNullable(kept.get(service + "/" + account)).map(byte[]::clone);
  }

  @Override
  public void write(String service, String account, byte[] secret) {
    check();
    if (!forgetful) {
      kept.put(service + "/" + account, secret.clone());
    }
  }

  @Override
  public void remove(String service, String account) {
    check();
    kept.remove(service + "/" + account);
  }
}
