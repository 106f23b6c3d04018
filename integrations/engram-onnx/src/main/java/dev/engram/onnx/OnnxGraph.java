package dev.engram.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import dev.engram.spi.Directions;
import dev.engram.spi.EmbeddingDimensionException;
import dev.engram.spi.EmbeddingFailedException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A loaded model graph: token ids in, one unit vector a row out.
 *
 * <p>Thread-safety: {@link #run} may be called from several threads; {@link #close} only when none
 * is running, and once.
 */
final class OnnxGraph implements AutoCloseable {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final OnnxModel model;
  private final String output;
  private final long padding;

  private OnnxGraph(OrtEnvironment environment, OrtSession session, OnnxModel model, long padding)
      throws OrtException {
    this.environment = environment;
    this.session = session;
    this.model = model;
    this.padding = padding;
    this.output = tokenOutput(session, model);
    var unknown = new TreeSet<>(session.getInputNames());
    unknown.removeAll(Set.of(IDS, MASK, TYPES));
    if (!unknown.isEmpty()) {
      throw new EmbeddingFailedException("model " + model.id() + " asks for inputs " + unknown);
    }
  }

  /**
   * Loads a model; takes some hundred milliseconds and, while it does, twice the model's size.
   *
   * @param padding the id that fills up shorter rows
   */
  static OnnxGraph load(OnnxModel model, int threads, long padding) {
    try (var options = sessionOptions(threads)) {
      var environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
      var session = session(environment, model.weights(), options);
      try {
        return new OnnxGraph(environment, session, model, padding);
      } catch (RuntimeException | OrtException e) {
        session.close();
        throw e;
      }
    } catch (OrtException | IOException e) {
      throw new EmbeddingFailedException("model " + model.id() + " cannot be loaded", e);
    }
  }

  private static OrtSession session(
      OrtEnvironment environment, ModelData weights, SessionOptions options)
      throws OrtException, IOException {
    return switch (weights) {
      // by path, so that a graph finds the weights it keeps in files beside it
      case ModelData.File file -> environment.createSession(file.path().toString(), options);
      case ModelData.Resource resource -> {
        try (var in = resource.open()) {
          yield environment.createSession(in.readAllBytes(), options);
        }
      }
    };
  }

  private static SessionOptions sessionOptions(int threads) throws OrtException {
    var options = new SessionOptions();
    options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
    // The higher levels fuse quantised layers, which moves vectors from one runtime release to the
    // next (cosine 0.99) and gains no speed; at this one they are the same on 1.20 and 1.29.
    options.setOptimizationLevel(SessionOptions.OptLevel.BASIC_OPT);
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    return options;
  }

  private static String tokenOutput(OrtSession session, OnnxModel model) throws OrtException {
    for (NodeInfo node : session.getOutputInfo().values()) {
      if (node.getInfo() instanceof TensorInfo tensor && tensor.getShape().length == 3) {
        long dimension = tensor.getShape()[2];
        if (dimension >= 0 && dimension != model.dimension()) {
          throw new EmbeddingDimensionException(model.id(), model.dimension(), (int) dimension);
        }
        return node.getName();
      }
    }
    throw new EmbeddingFailedException("model " + model.id() + " has no token-level output");
  }

  /**
   * Embeds rows of token ids, special tokens included, padding the shorter ones.
   *
   * @param rows at least one, none empty
   * @return shape {@code [rows][dimension]}, each of unit length
   */
  float[][] run(List<int[]> rows) {
    int width = rows.stream().mapToInt(row -> row.length).max().orElseThrow();
    long[] ids = new long[rows.size() * width];
    long[] mask = new long[rows.size() * width];
    Arrays.fill(ids, padding);
    for (int row = 0; row < rows.size(); row++) {
      int[] source = rows.get(row);
      for (int i = 0; i < source.length; i++) {
        ids[row * width + i] = source[i];
        mask[row * width + i] = 1;
      }
    }
    long[] shape = {rows.size(), width};
    try (var inputs = new Inputs()) {
      inputs.add(IDS, ids, shape);
      inputs.add(MASK, mask, shape);
      inputs.add(TYPES, new long[ids.length], shape);
      try (var result = session.run(inputs.tensors, Set.of(output))) {
        var tensor = (OnnxTensor) result.get(0);
        return pool(tensor.getFloatBuffer(), rows, width);
      }
    } catch (OrtException e) {
      throw new EmbeddingFailedException(
          "model " + model.id() + " failed on " + rows.size() + " rows of " + width + " tokens", e);
    }
  }

  private float[][] pool(FloatBuffer states, List<int[]> rows, int width) {
    int dimension = model.dimension();
    if (states.remaining() != rows.size() * width * dimension) {
      throw new EmbeddingDimensionException(
          model.id(), dimension, states.remaining() / (rows.size() * width));
    }
    var vectors = new float[rows.size()][dimension];
    for (int row = 0; row < vectors.length; row++) {
      int tokens =
          switch (model.pooling()) {
            case CLS -> 1;
            case MEAN -> rows.get(row).length;
          };
      var vector = vectors[row];
      for (int token = 0; token < tokens; token++) {
        int offset = (row * width + token) * dimension;
        for (int i = 0; i < dimension; i++) {
          vector[i] += states.get(offset + i);
        }
      }
      if (!Directions.normalise(vector)) {
        throw new EmbeddingFailedException("model " + model.id() + " gave a vector of no length");
      }
    }
    return vectors;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new EmbeddingFailedException("model " + model.id() + " cannot be unloaded", e);
    }
  }

  /** The tensors of one run, those the model does not ask for left out. */
  private final class Inputs implements AutoCloseable {
    private final Map<String, OnnxTensor> tensors = new HashMap<>();

    void add(String name, long[] values, long[] shape) throws OrtException {
      if (session.getInputNames().contains(name)) {
        tensors.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
      }
    }

    @Override
    public void close() {
      tensors.values().forEach(OnnxTensor::close);
    }
  }
}
