package dev.engram.internal.crypto.key;

import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * A file that holds a 32-byte key: 64 hexadecimal digits (white space around them is ignored), or
 * 32 raw bytes. Where the file system has POSIX permissions, a file that others may read is
 * refused.
 */
public final class KeyFile {
  private static final int MAX_FILE_BYTES = 256;
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private KeyFile() {}

  /**
   * Reads the key.
   *
   * @throws IOException if the file is missing, not readable, readable by others, or holds anything
   *     else than one key; the message never shows what it holds
   */
  public static SecretBytes read(Path file) throws IOException {
    var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      var open = posix.readAttributes().permissions().stream().anyMatch(OTHERS::contains);
      if (open) {
        throw new FileSystemException(
            file.toString(), null, "others may read the key file; allow its owner only (mode 600)");
      }
    }
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw notAKey(file);
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      if (bytes.length == Passphrase.KEY_BYTES) {
        return SecretBytes.takeOver(bytes);
      }
      String text = new String(bytes, StandardCharsets.US_ASCII).strip();
      if (text.length() != 2 * Passphrase.KEY_BYTES) {
        throw notAKey(file);
      }
      return SecretBytes.takeOver(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException notHex) {
      throw notAKey(file);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * Writes a new random key as 64 hexadecimal digits into a new file that only its owner may read.
   *
   * @throws IOException if the file exists or cannot be written
   */
  public static void create(Path file, SecureRandom random) throws IOException {
    byte[] key = new byte[Passphrase.KEY_BYTES];
    random.nextBytes(key);
    byte[] text = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      Files.write(file, text, StandardOpenOption.WRITE);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(text, (byte) 0);
    }
  }

  private static FileSystemException notAKey(Path file) {
    return new FileSystemException(
        file.toString(), null, "is no key file: 64 hexadecimal digits or 32 bytes are expected");
  }
}
