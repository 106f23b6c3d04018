package dev.engram.internal.crypto.chain;

import dev.engram.internal.crypto.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A keyed hash chain (HMAC-SHA-256) over the entries of an append-only log.
 *
 * <pre>
 * mac(0)   = HMAC(key, "engram/1/chain/first" ‖ len64(context) ‖ context)
 * mac(i)   = HMAC(key, "engram/1/chain/entry" ‖ len64(mac(i-1)) ‖ mac(i-1)
 *                                             ‖ len64(entry i) ‖ entry i)
 * head(n)  = HMAC(key, "engram/1/chain/head"  ‖ len64(8) ‖ n ‖ len64(mac(n)) ‖ mac(n))
 * </pre>
 *
 * <p>Every entry's MAC covers all entries before it, so an edit, a removal, an insertion or a swap
 * breaks the chain where it was done. A chain alone cannot show that its tail was cut off: that
 * takes {@link #head}, kept where the attacker cannot put back an older one together with the log.
 * The labels differ in length or text before the first length, so no input of one kind is an input
 * of another.
 *
 * <p>Thread-safety: all methods may be called from any thread; they take turns. Cost: about a
 * microsecond and the entry's length at the speed of SHA-256.
 */
public final class ChainMac implements AutoCloseable {
  /** Bytes of a MAC. */
  public static final int MAC_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] FIRST = label("first");
  private static final byte[] ENTRY = label("entry");
  private static final byte[] HEAD = label("head");

  private final Mac mac;
  private boolean closed;

  /**
   * Makes a chain's key ready.
   *
   * @param key at least 32 bytes; not changed, still the caller's. Its HMAC state stays on the heap
   *     until this object is collected.
   */
  public ChainMac(SecretBytes key) {
    if (key.length() < MAC_BYTES) {
      throw new IllegalArgumentException(
          "a chain key needs " + MAC_BYTES + " bytes or more, got " + key.length());
    }
    mac = key.lend(ChainMac::keyed);
  }

  private static Mac keyed(byte[] key) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java runtime lacks " + ALGORITHM, missing);
    }
  }

  private static byte[] label(String last) {
    return ("engram/1/chain/" + last).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The MAC that stands before the first entry.
   *
   * @param context what log this is (the vault's id, the log's name), so that two logs under one
   *     key share no MAC
   */
  public byte[] first(byte[] context) {
    return over(FIRST, context);
  }

  /**
   * The MAC of an entry.
   *
   * @param previousMac {@link #MAC_BYTES}: that of the entry before, or {@link #first}
   * @param entryBytes the entry as it is stored, in its one canonical form; may be empty
   */
  public byte[] next(byte[] previousMac, byte[] entryBytes) {
    requireMac(previousMac);
    return over(ENTRY, previousMac, entryBytes);
  }

  /**
   * A token that says "the log has {@code count} entries and the last MAC is this": kept apart from
   * the log, it shows truncation and rollback.
   */
  public byte[] head(long count, byte[] lastMac) {
    requireMac(lastMac);
    if (count < 0) {
      throw new IllegalArgumentException("a log has no " + count + " entries");
    }
    return over(HEAD, ByteBuffer.allocate(Long.BYTES).putLong(count).array(), lastMac);
  }

  /** Whether {@code mac} is the MAC of this entry after that one; compared in constant time. */
  public boolean matches(byte[] previousMac, byte[] entryBytes, byte[] mac) {
    return MessageDigest.isEqual(next(previousMac, entryBytes), mac);
  }

  /** Whether {@code token} is the {@link #head} of a log of that length and last MAC. */
  public boolean isHead(long count, byte[] lastMac, byte[] token) {
    return MessageDigest.isEqual(head(count, lastMac), token);
  }

  /**
   * Walks a log and tells where it breaks first, counting its entries from 0.
   *
   * @param firstMac what {@link #first} answers for this log
   * @param log the entries in their order; only as much of it as is whole is read
   */
  public OptionalLong firstBreak(byte[] firstMac, Iterable<Link> log) {
    byte[] previous = firstMac;
    long at = 0;
    for (Link link : log) {
      if (!matches(previous, link.entry, link.mac)) {
        return OptionalLong.of(at);
      }
      previous = link.mac;
      at++;
    }
    return OptionalLong.empty();
  }

  private static void requireMac(byte[] mac) {
    if (mac.length != MAC_BYTES) {
      throw new IllegalArgumentException(
          "a MAC must have " + MAC_BYTES + " bytes, got " + mac.length);
    }
  }

  private synchronized byte[] over(byte[] label, byte[]... parts) {
    if (closed) {
      throw new IllegalStateException("the chain's key is closed");
    }
    byte[] length = new byte[Long.BYTES];
    mac.update(label);
    for (byte[] part : parts) {
      mac.update(ByteBuffer.wrap(length).putLong(0, part.length).array());
      mac.update(part);
    }
    return mac.doFinal();
  }

  /** Refuses all further use; idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
  }

  /**
   * One stored entry.
   *
   * <p>The arrays are the caller's and are not copied.
   *
   * @param entry the entry's canonical bytes
   * @param mac the MAC stored beside it
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Link(byte[] entry, byte[] mac) {}
}
