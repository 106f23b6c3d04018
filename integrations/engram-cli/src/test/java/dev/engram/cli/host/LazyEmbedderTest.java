package dev.engram.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.onnx.OnnxEmbedder;
import dev.engram.spi.Embedder;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyEmbedderTest {
  @Test
  void theModelIsDescribedAsItDescribesItself() {
    for (EmbedderChoice choice : new EmbedderChoice[] {EmbedderChoice.BGE, EmbedderChoice.MINILM}) {
      try (Embedder lazy = new Models().open(choice, true).orElseThrow();
          Embedder real =
              choice == EmbedderChoice.BGE ? OnnxEmbedder.bgeSmall() : OnnxEmbedder.miniLm()) {
        assertThat(lazy.model()).isEqualTo(real.model());
        assertThat(lazy.embedQuery("a question")).isEqualTo(real.embedQuery("a question"));
      }
    }
  }

  @Test
  void nothingIsLoadedForOneThatIsOnlyAskedWhatItIs() {
    var loads = new AtomicInteger();
    var description = new Models().open(EmbedderChoice.BGE, false).orElseThrow().model();
    var lazy =
        new LazyEmbedder(
            description,
            () -> {
              loads.incrementAndGet();
              throw new IllegalStateException("cannot load");
            });
    assertThat(lazy.model().dimension()).isEqualTo(384);
    lazy.close();
    assertThat(loads).hasValue(0);
    assertThatThrownBy(() -> lazy.embedQuery("x")).hasMessage("cannot load");
    assertThatThrownBy(() -> lazy.embedQuery("y")).hasMessage("cannot load");
    assertThat(loads).hasValue(1);
  }
}
