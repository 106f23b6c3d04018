package dev.engram.bench.eval;

import dev.engram.bench.embed.CachedEmbedder;
import dev.engram.onnx.OnnxEmbedder;
import dev.engram.onnx.OnnxModel;
import dev.engram.onnx.OnnxOptions;
import dev.engram.spi.EmbeddingModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Opens the embedder of a setup, with its vectors kept between runs. */
public final class Models {
  private Models() {}

  /**
   * Opens it; nothing when the setup has none.
   *
   * @param embedded told after each text that was not in the cache
   */
  public static Optional<CachedEmbedder> open(EvalSetup setup, IntConsumer embedded) {
    return switch (setup.embedder()) {
      case NONE -> Optional.empty();
      case BGE -> Optional.of(cached(OnnxModel.bgeSmall(), setup, embedded));
      case MINILM -> Optional.of(cached(OnnxModel.miniLm(), setup, embedded));
    };
  }

  private static CachedEmbedder cached(OnnxModel model, EvalSetup setup, IntConsumer embedded) {
    OnnxModel used = setup.instruction() ? model : model.withQueryInstruction("");
    int partTokens = Math.min(setup.partTokens(), model.maxTokens());
    var options = OnnxOptions.defaults().withParts(partTokens, setup.overlapTokens());
    var description =
        new EmbeddingModel(
            model.id(),
            model.dimension(),
            partTokens,
            EmbeddingModel.Similarity.COSINE,
            EmbeddingModel.Locality.IN_PROCESS);
    Path folder = setup.cache().resolve(model.id());
    String parts = "parts-" + partTokens + "-" + setup.overlapTokens();
    String asked = used.queryInstruction().isEmpty() ? "questions" : "questions-instructed";
    return new CachedEmbedder(
        description,
        () -> OnnxEmbedder.of(used, options),
        folder.resolve(parts),
        folder.resolve(asked),
        embedded);
  }
}
