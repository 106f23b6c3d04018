package dev.engram.internal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.TestKeys;
import dev.engram.internal.screen.personal.PersonalDataDetector;
import dev.engram.internal.screen.personal.PersonalOptions;
import dev.engram.internal.vault.AnnotationTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.MemoryWrites;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Category;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Modality;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Source;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import dev.engram.memory.Turn;
import dev.engram.scope.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.000001Z");

  @TempDir private Path folder;
  private Vault vault;

  @BeforeEach
  void open() {
    vault =
        Vault.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            new Vault.Settings(true, 1, 10),
            InstantSource.fixed(NOW),
            new Random(1));
  }

  @AfterEach
  void close() {
    vault.close();
  }

  private Sealing sealing() {
    return new Sealing(vault.fields(), new PersonalDataDetector(PersonalOptions.raising()));
  }

  private static Memory.Fact fact(SecurityTier tier) {
    var id = new MemoryId(UUID.fromString("019ca945-0a00-7352-80b6-53d5a58a7dee"));
    var traits =
        new Traits(
            id,
            Scope.agent("rex"),
            Category.GENERAL,
            "Ana keeps herons",
            Optional.of(TimeSpan.at(NOW.minusSeconds(100))),
            NOW,
            NOW.minusSeconds(100),
            Optional.empty(),
            0.5,
            1,
            tier,
            Source.AGENT,
            MemoryState.ACTIVE,
            1,
            false,
            false);
    return new Memory.Fact(
        traits, "Ana", "keeps", "herons", 0.9, true, Modality.FORMER, 1, Optional.empty());
  }

  private MemoryRow stored(Sealing sealing) {
    return vault
        .writer()
        .write(tx -> {
          Memory.Fact full = fact(SecurityTier.CONFIDENTIAL);
          Memory clear =
              Veil.whole(SecurityTier.CONFIDENTIAL).clear(full, Turn.note("x").placement());
          int ordinal = MemoryWrites.insert(tx, clear, 1);
          sealing.seal(tx, ordinal, full, Optional.empty());
          return MemoryReads.byOrdinal(tx, ordinal).orElseThrow();
        });
  }

  @Test
  void aSealedRowShowsNothingAndOpensToWhatItWas() {
    Sealing sealing = sealing();
    MemoryRow row = stored(sealing);
    assertThat(row.memory()).isNotEqualTo(fact(SecurityTier.CONFIDENTIAL));
    MemoryRow opened = vault.readers().read(reads -> sealing.open(reads, row));
    assertThat(opened.memory()).isEqualTo(fact(SecurityTier.CONFIDENTIAL));
  }

  @Test
  void aClearRowStaysAsItIs() {
    Sealing sealing = sealing();
    MemoryRow row =
        vault
            .writer()
            .write(tx -> {
              int ordinal = MemoryWrites.insert(tx, fact(SecurityTier.CLEARTEXT), 1);
              sealing.seal(tx, ordinal, fact(SecurityTier.CLEARTEXT), Optional.empty());
              return MemoryReads.byOrdinal(tx, ordinal).orElseThrow();
            });
    MemoryRow opened = vault.readers().read(reads -> sealing.open(reads, row));
    assertThat(opened).isSameAs(row);
  }

  @Test
  void aSealedContentComesBackAsItWasAndDamagedBytesAreRefused() throws IOException {
    var annotations =
        new AnnotationTable.Row(
            Optional.of("short"),
            Optional.empty(),
            "tag",
            List.of("9", "3", "2", "1"),
            -0.5,
            0.25,
            Optional.of("{}"),
            List.of("1", "2"),
            List.of("why", "漢字 👩‍👩‍👧"));
    SealedContent content =
        SealedContent.of(fact(SecurityTier.SENSITIVE), Optional.of(annotations));
    byte[] bytes = SealedCodec.write(content);
    assertThat(bytes.length % 64).isZero();
    assertThat(SealedCodec.read(bytes)).isEqualTo(content);
    for (int i = 0; i < bytes.length; i++) {
      byte[] cut = Arrays.copyOf(bytes, i);
      byte[] bent = bytes.clone();
      bent[i] ^= (byte) 0x81;
      for (byte[] damaged : List.of(cut, bent)) {
        try {
          SealedCodec.read(damaged);
        } catch (IOException | RuntimeException refused) {
          assertThat(refused).isNotInstanceOf(NegativeArraySizeException.class);
        }
      }
    }
  }
}
