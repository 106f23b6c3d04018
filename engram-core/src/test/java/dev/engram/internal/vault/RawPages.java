package dev.engram.internal.vault;

import dev.engram.config.VaultKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What somebody with the key reads of a vault without SQLite: every page of the file, in use or
 * free, and every page of the log, deciphered by hand, and the bytes of every other file in the
 * vault's folder as they are. Pages are SQLCipher's: ciphertext, 16 bytes of vector, 64 of HMAC.
 */
public final class RawPages {
  private static final int PAGE = 8192;
  private static final int TAIL = 80;
  private static final int IV = 16;
  private static final int SALT = 16;
  private static final int WAL_HEADER = 32;
  private static final int FRAME_HEADER = 24;

  private RawPages() {}

  /** The key of a closed vault's pages. Opening leaves the file as it was, but for its log. */
  public static byte[] pageKey(Path vault, VaultKey key) {
    var settings = new Vault.Settings(false, 1, 10);
    try (var opened = Vault.open(vault, key, settings, InstantSource.system(), new Random(1))) {
      return opened.pageKey().orElseThrow().lend(bytes -> bytes.clone());
    }
  }

  /** Everything there is, by file; of the vault and its log deciphered. */
  public static Map<String, byte[]> all(Path vault, byte[] key) {
    var all = new TreeMap<String, byte[]>();
    try (Stream<Path> files = Files.walk(vault.toAbsolutePath().getParent())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        String own = vault.getFileName().toString();
        all.put(
            name,
            name.equals(own)
                ? pages(bytes, key)
                : name.equals(own + "-wal") ? frames(bytes, key) : bytes);
      }
      return all;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] pages(byte[] file, byte[] key) {
    var out = new ByteArrayOutputStream(file.length);
    for (int at = 0; at + PAGE <= file.length; at += PAGE) {
      out.writeBytes(page(Arrays.copyOfRange(file, at, at + PAGE), at == 0 ? SALT : 0, key));
    }
    return out.toByteArray();
  }

  private static byte[] frames(byte[] log, byte[] key) {
    var out = new ByteArrayOutputStream(log.length);
    for (int at = WAL_HEADER; at + FRAME_HEADER + PAGE <= log.length; at += FRAME_HEADER + PAGE) {
      int number = ByteBuffer.wrap(log, at, 4).getInt();
      int from = at + FRAME_HEADER;
      out.writeBytes(page(Arrays.copyOfRange(log, from, from + PAGE), number == 1 ? SALT : 0, key));
    }
    return out.toByteArray();
  }

  private static byte[] page(byte[] page, int from, byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      var vector = new IvParameterSpec(page, PAGE - TAIL, IV);
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), vector);
      return cipher.doFinal(page, from, PAGE - TAIL - from);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
