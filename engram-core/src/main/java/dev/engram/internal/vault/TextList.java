package dev.engram.internal.vault;

import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A list of texts in one column, as a JSON array. */
final class TextList {
  private static final JsonMapper JSON = JsonMapper.shared();

  private TextList() {}

  static String write(List<String> texts) {
    return JSON.writeValueAsString(texts);
  }

  static List<String> read(String column) {
    return JSON.readValue(column, new TypeReference<List<String>>() {});
  }
}
