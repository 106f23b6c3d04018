package dev.engram.ollama;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * What the server is asked.
 *
 * @param path below the endpoint
 * @param body sent as JSON
 * @param limit how long one try may take, up to the answer's end
 * @param retries how often it is sent again when it fails in a way that may pass
 * @param longest bytes up to which the answer is read
 */
record Request(String path, JsonNode body, Duration limit, int retries, int longest) {
  @Override
  public String toString() {
    return "Request";
  }
}
