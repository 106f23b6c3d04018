package dev.engram.internal.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final String HEX =
      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("vault.key");
  }

  private void holds(byte[] content, String permissions) throws IOException {
    Files.write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private void holds(String content) throws IOException {
    holds(content.getBytes(StandardCharsets.US_ASCII), "rw-------");
  }

  private String read() throws IOException {
    try (var key = KeyFile.read(file)) {
      return key.lend(HexFormat.of()::formatHex);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {HEX, HEX + "\n", "  " + HEX + "\r\n", "\n\t" + HEX + " "})
  void sixtyFourHexadecimalDigitsAreAKeyWhateverWhiteSpaceStandsAround(String content)
      throws IOException {
    holds(content);
    assertThat(read()).isEqualTo(HEX);
  }

  @Test
  void capitalDigitsMeanTheSameKey() throws IOException {
    holds("00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF");
    assertThat(read()).isEqualTo(HEX);
  }

  @Test
  void thirtyTwoRawBytesAreAKey() throws IOException {
    holds(HexFormat.of().parseHex(HEX), "r--------");
    assertThat(read()).isEqualTo(HEX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "not a key at all",
        "00112233445566778899aabbccddeeff00112233445566778899aabbccddeef",
        "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff0",
        "00112233445566778899aabbccddeeff 0112233445566778899aabbccddeeff",
        "g0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
      })
  void anythingElseIsRefusedWithoutShowingIt(String content) throws IOException {
    holds(content);
    assertThatThrownBy(this::read)
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("is no key file: 64 hexadecimal digits or 32 bytes are expected")
        .hasMessageNotContaining("aabbccdd")
        .hasMessageNotContaining("not a key at all");
  }

  @Test
  void aLargeFileIsRefusedUnread() throws IOException {
    holds(" ".repeat(300) + HEX);
    assertThatThrownBy(this::read).hasMessageContaining("is no key file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwx--x---"})
  void aFileThatOthersMayTouchIsRefused(String permissions) throws IOException {
    holds(HEX.getBytes(StandardCharsets.US_ASCII), permissions);
    assertThatThrownBy(this::read)
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("others may read the key file; allow its owner only (mode 600)");
  }

  @Test
  void aMissingFileIsToldAsMissing() {
    assertThatThrownBy(this::read).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aFolderIsNoKeyFile() throws IOException {
    Files.createDirectory(
        file,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    assertThatThrownBy(this::read).isInstanceOf(IOException.class);
  }

  @Test
  void aCreatedFileIsReadBackAndIsItsOwnersAlone() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    KeyFile.create(file, new SecureRandom());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).isEqualTo(read() + "\n").matches("[0-9a-f]{64}\n");
  }

  @Test
  void twoCreatedKeysDiffer() throws IOException {
    KeyFile.create(file, new SecureRandom());
    String first = read();
    file = folder.resolve("other.key");
    KeyFile.create(file, new SecureRandom());
    assertThat(read()).isNotEqualTo(first);
  }

  @Test
  void creatingNeverReplacesAKey() throws IOException {
    holds(HEX);
    assertThatThrownBy(() -> KeyFile.create(file, new SecureRandom()))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read()).isEqualTo(HEX);
  }
}
