package dev.engram.security;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.engram.Conversation;
import dev.engram.MemoryGraph;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A process that talks with a vault, dumps its own heap while it does, and again after the
 * conversation and the vault are closed. What it plants stands in its class file backwards, so that
 * it is in the heap only where the engine has put it.
 */
public final class HeldInHeap {
  static final String PASSPHRASE = "slepwohsrehtretaw";
  static final String SEALED = "muirabiznaz speek drehakkouq eht";
  static final String HEARD = "tneserp eht si gnitabmow";

  private HeldInHeap() {}

  /** Arguments: the vault, and two files for the dumps. */
  public static void main(String[] arguments) throws IOException {
    Path vault = Path.of(arguments[0]);
    talk(vault, arguments[1]);
    dump(arguments[2]);
    System.out.println("done");
  }

  private static void talk(Path vault, String dump) throws IOException {
    var options = EngramOptions.defaults().withEmbedder(new Signs()).withoutBackground();
    VaultKey key = VaultKey.passphrase(forwards(PASSPHRASE).toCharArray());
    Principal rex = Principal.agent("rex");
    try (MemoryGraph memory = MemoryGraph.open(vault, key, options)) {
      Turn turn = Turn.said("Ana", forwards(SEALED));
      memory.remember(turn.with(turn.placement().atLeast(SecurityTier.CONFIDENTIAL)), rex);
      try (Conversation conversation = memory.conversation(rex)) {
        conversation.heard(forwards(HEARD));
        conversation.recall(Query.of(forwards(SEALED)));
        dump(dump);
      }
    }
  }

  static String forwards(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static void dump(String file) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file, true);
  }

  /** The vector of a text: 64 times an eighth, with signs that no other text has. */
  static float[] signs(String text) {
    var random = new SplittableRandom(text.hashCode());
    float[] vector = new float[64];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = random.nextBoolean() ? 0.125f : -0.125f;
    }
    return vector;
  }

  /** Makes a new vector at each call and keeps none. */
  private static final class Signs implements Embedder {
    @Override
    public EmbeddingModel model() {
      return new EmbeddingModel(
          "signs-64",
          64,
          8_192,
          EmbeddingModel.Similarity.COSINE,
          EmbeddingModel.Locality.IN_PROCESS);
    }

    @Override
    public boolean available() {
      return true;
    }

    @Override
    public List<float[][]> embedDocuments(List<String> texts) {
      return texts.stream().map(text -> new float[][] {signs(text)}).toList();
    }

    @Override
    public float[] embedQuery(String text) {
      return signs(text);
    }

    @Override
    public void close() {}
  }
}
