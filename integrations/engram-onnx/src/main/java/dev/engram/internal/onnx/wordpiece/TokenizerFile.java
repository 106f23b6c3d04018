package dev.engram.internal.onnx.wordpiece;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the {@code tokenizer.json} that comes with a model, as a stream: a tree and the mapper for
 * it would double the time to load a model's tokenizer.
 *
 * <p>Used by one thread, once.
 */
public final class TokenizerFile {
  private final Map<String, Integer> pieces = HashMap.newHashMap(32_000);
  private final Map<String, String> settings = new HashMap<>();

  private TokenizerFile() {}

  /**
   * Reads a tokenizer; its own truncation and padding settings are not used.
   *
   * @param in the file, not closed here; some 700 KB and 100 ms for BERT's vocabulary
   * @throws IllegalArgumentException if the file is damaged, or not a WordPiece tokenizer with
   *     BERT's normaliser and word splitter
   */
  public static WordPieceTokenizer read(InputStream in) {
    var file = new TokenizerFile();
    try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
      file.collect(parser);
      return file.tokenizer();
    } catch (JacksonException | NumberFormatException e) {
      throw new IllegalArgumentException("the tokenizer file is damaged", e);
    }
  }

  private void collect(JsonParser parser) {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      var at = parser.streamReadContext();
      if (token.isScalarValue() && token != JsonToken.VALUE_NULL && at.inObject()) {
        var parent = at.getParent();
        if (at.getNestingDepth() == 2) {
          settings.put(name(parent) + "." + name(at), parser.getString());
        } else if (at.getNestingDepth() == 3
            && name(parent).equals("vocab")
            && name(parent.getParent()).equals("model")) {
          pieces.put(name(at), parser.getIntValue());
        }
      }
    }
  }

  private static String name(@Nullable TokenStreamContext context) {
    var name = context == null ? null : context.currentName();
    return name == null ? "" : name;
  }

  private WordPieceTokenizer tokenizer() {
    require("model", "WordPiece");
    require("normalizer", "BertNormalizer");
    require("pre_tokenizer", "BertPreTokenizer");
    var vocabulary =
        new Vocabulary(
            pieces,
            settings.getOrDefault("model.continuing_subword_prefix", "##"),
            id(settings.getOrDefault("model.unk_token", "[UNK]")),
            Integer.parseInt(settings.getOrDefault("model.max_input_chars_per_word", "100")));
    return new WordPieceTokenizer(vocabulary, rules(), specials());
  }

  private void require(String part, String type) {
    var found = settings.getOrDefault(part + ".type", "none");
    if (!found.equals(type)) {
      throw new IllegalArgumentException(
          "the tokenizer file's " + part + " must be " + type + ", got " + found);
    }
  }

  private WordPieceTokenizer.Rules rules() {
    boolean lowerCase = flag("normalizer.lowercase", true);
    return new WordPieceTokenizer.Rules(
        flag("normalizer.clean_text", true),
        flag("normalizer.handle_chinese_chars", true),
        flag("normalizer.strip_accents", lowerCase),
        lowerCase);
  }

  private boolean flag(String name, boolean unset) {
    return Boolean.parseBoolean(settings.getOrDefault(name, Boolean.toString(unset)));
  }

  private WordPieceTokenizer.Specials specials() {
    return new WordPieceTokenizer.Specials(id("[CLS]"), id("[SEP]"), id("[PAD]"));
  }

  private int id(String piece) {
    var id = pieces.get(piece);
    if (id == null) {
      throw new IllegalArgumentException("the tokenizer file's vocabulary lacks " + piece);
    }
    return id;
  }
}
