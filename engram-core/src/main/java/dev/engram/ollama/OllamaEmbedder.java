package dev.engram.ollama;

import dev.engram.spi.Directions;
import dev.engram.spi.Embedder;
import dev.engram.spi.EmbedderUnavailableException;
import dev.engram.spi.EmbeddingDimensionException;
import dev.engram.spi.EmbeddingFailedException;
import dev.engram.spi.EmbeddingModel;
import dev.engram.spi.EmbeddingModel.Similarity;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Embeds texts with a model that Ollama serves; vectors come back at unit length.
 *
 * <p>Before it sends a text it asks whether the server is there, and keeps the answer for {@link
 * OllamaOptions.Timing#healthKept()}; a server that is away costs nothing in between. A text too
 * long for the model is halved, at a sentence's end if one is near, until the server takes the
 * pieces: each becomes a part, nothing is cut off. Answers are read up to 32 MiB. Redirects are not
 * followed, and what is for this machine takes no proxy.
 *
 * <p>Thread-safety: safe from any thread, virtual ones too; calls block on the network.
 */
public final class OllamaEmbedder implements Embedder {
  /** Few texts have more characters a token, so a longer one is split before it is sent. */
  private static final int MOST_CHARACTERS_A_TOKEN = 6;

  /** A server that finds this few characters too long finds everything too long. */
  private static final int SHORTEST_PIECE = 32;

  private final OllamaOptions options;
  private final Address address;
  private final OllamaClient client;
  private final Protocol protocol;
  private final HealthProbe health;
  private final AtomicInteger dimension;
  private volatile boolean closed;

  private OllamaEmbedder(OllamaOptions options, Pace pace) {
    this.options = options;
    this.address = Address.of(options.endpoint());
    this.client = new OllamaClient(address, options.timing(), pace);
    this.protocol = new Protocol(client, options);
    this.health = new HealthProbe(pace.clock(), options.timing().healthKept(), client::answers);
    this.dimension = new AtomicInteger(options.dimension().orElse(0));
  }

  /** {@link #of(OllamaOptions, Pace)} with the system's clock. */
  public static OllamaEmbedder of(OllamaOptions options) {
    return of(options, Pace.system());
  }

  /** An embedder; resolves the endpoint's name, and sends nothing yet. */
  public static OllamaEmbedder of(OllamaOptions options, Pace pace) {
    return new OllamaEmbedder(options, pace);
  }

  /**
   * What this embedder produces; its id is {@code ollama/} and the model's name. If the dimension
   * was not declared and none seen yet, one word is embedded to see it.
   *
   * @throws EmbedderUnavailableException if the dimension is unknown and the server away
   */
  @Override
  public EmbeddingModel model() {
    if (dimension.get() == 0) {
      embed(List.of("dimension"), "");
    }
    return new EmbeddingModel(
        "ollama/" + options.model(),
        dimension.get(),
        options.maxTokens(),
        Similarity.COSINE,
        address.locality());
  }

  @Override
  public Optional<URI> endpoint() {
    return Optional.of(address.base());
  }

  @Override
  public List<float[][]> embedDocuments(List<String> texts) {
    return embed(texts, options.documentInstruction());
  }

  @Override
  public float[] embedQuery(String text) {
    return Directions.mean(embed(List.of(text), options.queryInstruction()).getFirst());
  }

  /** A piece of the text at index {@code owner}. */
  private record Piece(int owner, String text) {
    @Override
    public String toString() {
      return "Piece[" + owner + "]";
    }
  }

  private List<float[][]> embed(List<String> texts, String instruction) {
    requireOpen();
    var pieces = pieces(texts);
    if (pieces.isEmpty()) {
      return List.of();
    }
    requireHealthy();
    var parts = new ArrayList<List<float[]>>();
    texts.forEach(text -> parts.add(new ArrayList<>()));
    try {
      for (int from = 0; from < pieces.size(); from += options.batchSize()) {
        int to = Math.min(pieces.size(), from + options.batchSize());
        embed(pieces.subList(from, to), instruction, parts);
      }
    } catch (EmbedderUnavailableException e) {
      requireOpen();
      health.saw(false);
      throw e;
    }
    return parts.stream().map(each -> each.toArray(float[][]::new)).toList();
  }

  private List<Piece> pieces(List<String> texts) {
    var pieces = new ArrayList<Piece>();
    for (int i = 0; i < texts.size(); i++) {
      var text = texts.get(i);
      if (text.isBlank()) {
        throw new IllegalArgumentException(
            "text " + i + " is blank, its length is " + text.length());
      }
      for (var piece : TextSplitter.pieces(text, options.maxTokens() * MOST_CHARACTERS_A_TOKEN)) {
        pieces.add(new Piece(i, piece));
      }
    }
    return pieces;
  }

  /** Adds the vectors of a batch's pieces to their owners' parts, in order. */
  private void embed(List<Piece> batch, String instruction, List<List<float[]>> parts) {
    var answer = protocol.embed(batch.stream().map(piece -> instruction + piece.text()).toList());
    switch (answer) {
      case Answer.Vectors vectors -> {
        for (int i = 0; i < batch.size(); i++) {
          parts.get(batch.get(i).owner()).add(checked(vectors.all().get(i)));
        }
      }
      case Answer.TooLong _ -> {
        if (batch.size() > 1) {
          int middle = batch.size() / 2;
          embed(batch.subList(0, middle), instruction, parts);
          embed(batch.subList(middle, batch.size()), instruction, parts);
        } else {
          for (var half : halves(batch.getFirst())) {
            embed(List.of(half), instruction, parts);
          }
        }
      }
    }
  }

  private static List<Piece> halves(Piece piece) {
    if (piece.text().length() < SHORTEST_PIECE) {
      throw new EmbeddingFailedException(
          "Ollama finds even " + piece.text().length() + " characters too long for the model");
    }
    return TextSplitter.halves(piece.text()).stream()
        .filter(half -> !half.isBlank())
        .map(half -> new Piece(piece.owner(), half))
        .toList();
  }

  private float[] checked(float[] vector) {
    dimension.compareAndSet(0, vector.length);
    if (vector.length != dimension.get()) {
      throw new EmbeddingDimensionException(options.model(), dimension.get(), vector.length);
    }
    if (!Directions.normalise(vector)) {
      throw new EmbeddingFailedException("Ollama gave a vector of no length");
    }
    return vector;
  }

  /** Whether the server answered its probe, now or a little while ago. */
  @Override
  public boolean available() {
    return !closed && health.healthy();
  }

  private void requireHealthy() {
    if (!health.healthy()) {
      throw new EmbedderUnavailableException("Ollama does not answer its health probe");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("embedder ollama/" + options.model() + " is closed");
    }
  }

  /** Ends running requests, which then fail. */
  @Override
  public void close() {
    closed = true;
    client.close();
  }
}
