package dev.engram.ollama;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the server said. Never shown: it may quote the text that was sent.
 *
 * @param status the HTTP status
 * @param json the body, if it is JSON
 */
record Reply(int status, Optional<JsonNode> json) {
  static Reply of(int status, byte[] body) {
    try {
      return new Reply(status, Optional.of(JsonMapper.shared().readTree(body)));
    } catch (JacksonException e) {
      return new Reply(status, Optional.empty());
    }
  }

  boolean ok() {
    return status == 200;
  }

  boolean notFound() {
    return status == 404;
  }

  /** Whether the same request may succeed soon. */
  boolean passing() {
    return (status == 429 || status >= 500) && !textTooLong();
  }

  /** Servers say so with status 400 or 500 and in several wordings. */
  boolean textTooLong() {
    if (ok()) {
      return false;
    }
    var error =
        json.map(node -> node.path("error").asString("")).orElse("").toLowerCase(Locale.ROOT);
    return error.contains("context length")
        || error.contains("context size")
        || error.contains("context window")
        || error.contains("too large to process");
  }

  /** Shows the status only: what was answered is content. */
  @Override
  public String toString() {
    return "Reply[" + status + "]";
  }
}
