package dev.engram.cli.host;

import dev.engram.ollama.OllamaEmbedder;
import dev.engram.ollama.OllamaOptions;
import dev.engram.onnx.OnnxEmbedder;
import dev.engram.onnx.OnnxModel;
import dev.engram.onnx.OnnxOptions;
import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingModel;
import dev.engram.spi.EmbeddingModel.Locality;
import dev.engram.spi.EmbeddingModel.Similarity;
import java.util.Optional;

/** The models that the command knows. */
public final class Models implements EmbedderSource {
  @Override
  public Optional<Embedder> open(EmbedderChoice choice, boolean soon) {
    return switch (choice) {
      case BGE -> Optional.of(inProcess(OnnxModel.bgeSmall(), soon));
      case MINILM -> Optional.of(inProcess(OnnxModel.miniLm(), soon));
      case OLLAMA -> Optional.of(OllamaEmbedder.of(OllamaOptions.defaults()));
      case NONE -> Optional.empty();
    };
  }

  private static Embedder inProcess(OnnxModel model, boolean soon) {
    var options = OnnxOptions.defaults();
    var description =
        new EmbeddingModel(
            model.id(),
            model.dimension(),
            Math.min(options.partTokens(), model.maxTokens()),
            Similarity.COSINE,
            Locality.IN_PROCESS);
    var lazy = new LazyEmbedder(description, () -> OnnxEmbedder.of(model, options));
    if (soon) {
      lazy.prefetch();
    }
    return lazy;
  }
}
