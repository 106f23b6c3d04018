package dev.engram.bench.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.spi.Embedder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedEmbedderTest {
  @TempDir Path folder;

  private final AtomicInteger embedded = new AtomicInteger();
  private final AtomicInteger loaded = new AtomicInteger();

  @Test
  void aTextIsEmbeddedOnceAcrossRuns() {
    float[] first;
    float[] question;
    try (var embedder = open()) {
      first = embedder.embedDocuments(List.of("one", "two")).get(1)[0];
      question = embedder.embedQuery("one");
    }
    try (var embedder = open()) {
      assertThat(embedder.embedDocuments(List.of("two")).getFirst()[0]).containsExactly(first);
      assertThat(embedder.embedQuery("one")).containsExactly(question);
    }
    assertThat(embedded).hasValue(2);
    assertThat(loaded).hasValue(1);
  }

  @Test
  void aTornTailIsEmbeddedAgain() throws Exception {
    try (var embedder = open()) {
      embedder.embedDocuments(List.of("one", "two"));
    }
    try (var files = Files.newDirectoryStream(folder.resolve("documents"))) {
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(
            file, Arrays.copyOf(bytes, bytes.length - 7), StandardOpenOption.TRUNCATE_EXISTING);
      }
    }
    try (var embedder = open()) {
      embedder.embedDocuments(List.of("one", "two"));
    }
    assertThat(embedded).hasValue(3);
  }

  @Test
  void closingALeaseLeavesTheCacheOpen() {
    try (var embedder = open()) {
      try (Embedder lease = embedder.lease()) {
        lease.embedDocuments(List.of("one"));
      }
      assertThat(embedder.lease().embedDocuments(List.of("two"))).hasSize(1);
    }
  }

  private CachedEmbedder open() {
    return new CachedEmbedder(
        new SyntheticEmbedder().model(),
        () -> {
          loaded.incrementAndGet();
          return new SyntheticEmbedder();
        },
        folder.resolve("documents"),
        folder.resolve("questions"),
        embedded::addAndGet);
  }
}
