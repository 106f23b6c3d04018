package dev.engram.internal.onnx.wordpiece;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the {@code tokenizer.json} that comes with a model. Stateless. */
public final class TokenizerFile {
  private TokenizerFile() {}

  /**
   * Reads a tokenizer; its own truncation and padding settings are not used.
   *
   * @param in the file, not closed here; some 700 KB and 100 ms for BERT's vocabulary
   * @throws IllegalArgumentException if the file is damaged, or not a WordPiece tokenizer with
   *     BERT's normaliser and word splitter
   */
  public static WordPieceTokenizer read(InputStream in) {
    JsonNode root;
    try {
      root = JsonMapper.shared().readTree(in);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the tokenizer file is not JSON", e);
    }
    var model = root.path("model");
    require("model", "WordPiece", model);
    require("normalizer", "BertNormalizer", root.path("normalizer"));
    require("pre_tokenizer", "BertPreTokenizer", root.path("pre_tokenizer"));
    var pieces = pieces(model.path("vocab"));
    var vocabulary =
        new Vocabulary(
            pieces,
            model.path("continuing_subword_prefix").asString("##"),
            id(pieces, model.path("unk_token").asString("[UNK]")),
            model.path("max_input_chars_per_word").asInt(100));
    return new WordPieceTokenizer(vocabulary, rules(root.path("normalizer")), specials(pieces));
  }

  private static void require(String part, String type, JsonNode node) {
    var found = node.path("type").asString("none");
    if (!found.equals(type)) {
      throw new IllegalArgumentException(
          "the tokenizer file's " + part + " must be " + type + ", got " + found);
    }
  }

  private static Map<String, Integer> pieces(JsonNode vocab) {
    Map<String, Integer> pieces = HashMap.newHashMap(vocab.size());
    for (var entry : vocab.properties()) {
      pieces.put(entry.getKey(), entry.getValue().asInt());
    }
    return pieces;
  }

  private static WordPieceTokenizer.Rules rules(JsonNode normalizer) {
    boolean lowerCase = normalizer.path("lowercase").asBoolean(true);
    var strip = normalizer.path("strip_accents");
    return new WordPieceTokenizer.Rules(
        normalizer.path("clean_text").asBoolean(true),
        normalizer.path("handle_chinese_chars").asBoolean(true),
        strip.isBoolean() ? strip.asBoolean() : lowerCase,
        lowerCase);
  }

  private static WordPieceTokenizer.Specials specials(Map<String, Integer> pieces) {
    return new WordPieceTokenizer.Specials(
        id(pieces, "[CLS]"), id(pieces, "[SEP]"), id(pieces, "[PAD]"));
  }

  private static int id(Map<String, Integer> pieces, String piece) {
    var id = pieces.get(piece);
    if (id == null) {
      throw new IllegalArgumentException("the tokenizer file's vocabulary lacks " + piece);
    }
    return id;
  }
}
