package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody changes the closed file: it is noticed, and never answers with what nobody said. */
@DisplayName("§10.3 Whoever changes the closed file is noticed")
class DamagedVaultTest {
  private static final Principal REX = Principal.agent("rex");
  private static final int TURNS = 60;
  private static final int PAGE = 8_192;
  private static final int EVERY = 4_096;
  private static final Set<ErrorCode> NOTICED =
      EnumSet.of(
          ErrorCode.VAULT_CORRUPT,
          ErrorCode.WRONG_KEY,
          ErrorCode.NOT_A_VAULT,
          ErrorCode.WRITE_FAILED,
          ErrorCode.WRITER_BROKEN);

  @TempDir private Path folder;
  private final Random random = Seed.random("DamagedVaultTest");
  private Path vault;
  private byte[] whole;
  private List<MemoryId> ids;

  @BeforeEach
  void aVault() throws IOException {
    vault = folder.resolve("v.engram");
    var turns = new ArrayList<Turn>();
    for (int i = 0; i < TURNS; i++) {
      turns.add(Turn.note(text(i)));
    }
    try (var memory = open(TestKeys.right())) {
      ids = memory.remember(turns, REX).stream().map(one -> one.id()).toList();
    }
    whole = Files.readAllBytes(vault);
  }

  private MemoryGraph open(VaultKey key) {
    return MemoryGraph.open(
        vault,
        key,
        EngramOptions.defaults().withCapture(CaptureOptions.defaults().off()).withoutBackground());
  }

  private static String text(int i) {
    return "crate " + i + " holds thing " + i;
  }

  /** Whether damage is told: by a typed error while using the vault, or by the doctor. */
  private boolean noticed() {
    try (var memory = open(TestKeys.right())) {
      for (int i = 0; i < TURNS; i += 7) {
        assertThat(memory.get(ids.get(i), REX).text()).isEqualTo(text(i));
      }
      return !memory.doctor().sound();
    } catch (EngramException told) {
      assertThat(NOTICED).contains(told.code());
      assertThat(told).hasMessageNotContainingAny("crate", "thing");
      return true;
    }
  }

  @Test
  @DisplayName("a changed byte is noticed, at every 4 KiB of the file but on free pages")
  void aChangedByteIsNoticed() throws IOException {
    int free = freePages();
    var unnoticed = new TreeSet<Integer>();
    for (int at = random.nextInt(EVERY); at < whole.length; at += EVERY) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(vault, changed);
      if (!noticed()) {
        unnoticed.add(at / PAGE);
      }
    }
    assertThat(unnoticed)
        .as("%d pages are free and hold nothing", free)
        .hasSizeLessThanOrEqualTo(free);
  }

  private int freePages() {
    var settings = new Vault.Settings(false, 1, 10);
    try (var raw =
        Vault.open(vault, TestKeys.right(), settings, InstantSource.system(), new Random(1))) {
      return raw.readers()
          .read(reads -> {
            try (ResultSet row = reads.prepare("PRAGMA freelist_count").executeQuery()) {
              return row.next() ? row.getInt(1) : 0;
            }
          });
    }
  }

  @Test
  @DisplayName("a file cut short is noticed, at every 4 KiB")
  void aCutIsNoticed() throws IOException {
    for (int length = EVERY; length < whole.length; length += EVERY) {
      Files.write(vault, Arrays.copyOf(whole, length));
      if (!noticed()) {
        fail("a cut to %d of %d bytes was not noticed", length, whole.length);
      }
    }
  }

  @Test
  @DisplayName("two pages that changed places are noticed")
  void pagesThatChangedPlacesAreNoticed() throws IOException {
    int pages = whole.length / PAGE;
    for (int i = 0; i < 12; i++) {
      int one = 1 + random.nextInt(pages - 1);
      int other = 1 + (one + random.nextInt(pages - 2)) % (pages - 1);
      byte[] changed = whole.clone();
      System.arraycopy(whole, one * PAGE, changed, other * PAGE, PAGE);
      System.arraycopy(whole, other * PAGE, changed, one * PAGE, PAGE);
      Files.write(vault, changed);
      assertThat(one == other || noticed()).as("pages %d and %d", one, other).isTrue();
    }
  }

  @Test
  @DisplayName("a wrong passphrase, an empty one and another vault's key get one answer")
  void wrongKeysAreNotToldApart() {
    refused(TestKeys.wrong());
    refused(VaultKey.passphrase("not the one".toCharArray()));
    refused(VaultKey.passphrase(" ".toCharArray()));
    assertThatThrownBy(() -> VaultKey.passphrase(new char[0]))
        .as("an empty one is refused before any vault is looked at")
        .isInstanceOfSatisfying(
            EngramException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT));
  }

  private void refused(VaultKey key) {
    assertThatThrownBy(() -> open(key))
        .isInstanceOfSatisfying(
            EngramException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_KEY))
        .hasMessage("E1008: the key does not open this vault, or its first page is damaged");
  }
}
