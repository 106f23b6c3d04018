package dev.engram.internal.crypto.key;

import dev.engram.internal.crypto.secret.SecretBytes;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A memory-hard function of a passphrase, and what it costs.
 *
 * <p>A cost may come out of a file that somebody else made, so it is bounded on both sides before
 * any work is done: at least 8 MiB of memory, so that nobody makes a weak one by mistake, at most
 * 256 MiB of memory and 1 GiB of memory times passes, which is a few seconds on a laptop.
 *
 * <p>Immutable. The memory is taken on the Java heap for as long as {@link #derive} runs.
 */
public sealed interface PassphraseCost {
  /** The least memory, in KiB. */
  int MIN_MEMORY_KIB = 8 * 1024;

  /** The most memory, in KiB. */
  int MAX_MEMORY_KIB = 256 * 1024;

  /** The most memory times passes (Argon2id) or times p (scrypt), in KiB. */
  int MAX_WORK_KIB = 1024 * 1024;

  /** The most lanes, r or p. */
  int MAX_SMALL = 16;

  /**
   * Derives 32 bytes.
   *
   * @param passphrase the words in UTF-8; not changed, still the caller's
   * @param salt at least 16 bytes
   */
  default SecretBytes derive(SecretBytes passphrase, byte[] salt) {
    if (salt.length < 16) {
      throw new IllegalArgumentException("a salt needs at least 16 bytes, got " + salt.length);
    }
    return passphrase.lend(words -> SecretBytes.takeOver(stretch(words, salt)));
  }

  /** The bare function, from bytes on the heap to bytes on the heap. */
  private byte[] stretch(byte[] words, byte[] salt) {
    return switch (this) {
      case Argon2id cost -> {
        var generator = new Argon2BytesGenerator();
        generator.init(
            new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib)
                .withIterations(cost.passes)
                .withParallelism(cost.lanes)
                .withSalt(salt)
                .build());
        byte[] key = new byte[32];
        generator.generateBytes(words, key);
        yield key;
      }
      case Scrypt cost -> SCrypt.generate(words, salt, 1 << cost.log2N, cost.r, cost.p, 32);
    };
  }

  /**
   * Argon2id, version 1.3 (RFC 9106).
   *
   * @param memoryKib memory in KiB, 8 MiB to 256 MiB
   * @param passes 1 or more; memory times passes is at most 1 GiB
   * @param lanes 1 to 16
   */
  record Argon2id(int memoryKib, int passes, int lanes) implements PassphraseCost {
    public Argon2id {
      require("lanes", 1, lanes, MAX_SMALL);
      requireWork(memoryKib, passes);
    }

    /** 64 MiB, 3 passes, 1 lane: about a quarter of a second. */
    public static Argon2id usual() {
      return new Argon2id(64 * 1024, 3, 1);
    }
  }

  /**
   * scrypt (RFC 7914).
   *
   * @param log2N the binary logarithm of N, 1 to 24; memory is 128·N·r bytes, 8 MiB to 256 MiB
   * @param r block size, 2 to 16
   * @param p how often it is done, 1 to 16; memory times p is at most 1 GiB
   */
  record Scrypt(int log2N, int r, int p) implements PassphraseCost {
    public Scrypt {
      require("log2N", 1, log2N, 24);
      require("r", 2, r, MAX_SMALL);
      require("p", 1, p, MAX_SMALL);
      requireWork((1L << log2N) * r / 8, p);
    }

    /** N = 2^17, r = 8, p = 1: 128 MiB and about half a second. */
    public static Scrypt usual() {
      return new Scrypt(17, 8, 1);
    }
  }

  private static void require(String name, int least, int value, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", got " + value);
    }
  }

  private static void requireWork(long memoryKib, int times) {
    if (memoryKib < MIN_MEMORY_KIB || memoryKib > MAX_MEMORY_KIB) {
      throw new IllegalArgumentException(
          "memory must be %d to %d KiB, got %d"
              .formatted(MIN_MEMORY_KIB, MAX_MEMORY_KIB, memoryKib));
    }
    if (times < 1 || memoryKib * times > MAX_WORK_KIB) {
      throw new IllegalArgumentException(
          "memory times passes must be at most %d KiB, got %d times %d"
              .formatted(MAX_WORK_KIB, memoryKib, times));
    }
  }
}
