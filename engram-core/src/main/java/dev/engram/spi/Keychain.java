package dev.engram.spi;

import java.util.Optional;

/**
 * Where an operating system keeps secrets for its user, each under a service and an account.
 *
 * <p>Thread-safety: implementations are safe for calls from several threads. Calls may block for as
 * long as a person is asked to unlock the keychain, so Engram makes them from the thread that opens
 * a vault and from no other.
 *
 * <p>Failure: a {@link KeychainException} whose kind says what the person can do. An implementation
 * never answers "no such secret" when it could not look.
 */
public interface Keychain {
  /** The most bytes of a secret that every implementation keeps. */
  int MAX_SECRET_BYTES = 2048;

  /** What it is called where the user meets it, for messages. */
  String name();

  /**
   * Reads a secret.
   *
   * @param service whose secret it is, for example {@code engram}
   * @param account which of the service's secrets
   * @return the secret, which the caller zeroes; empty if the keychain was looked through and has
   *     none
   * @throws KeychainException if it could not be looked through
   */
  Optional<byte[]> read(String service, String account);

  /**
   * Keeps a secret, in place of what was kept under that service and account.
   *
   * @param secret 1 to {@link #MAX_SECRET_BYTES} bytes; not changed
   * @throws KeychainException if it is not kept
   */
  void write(String service, String account, byte[] secret);

  /**
   * Removes a secret; none there is no failure.
   *
   * @throws KeychainException if it may still be kept
   */
  void remove(String service, String account);
}
