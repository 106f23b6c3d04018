package dev.engram.internal.capture.model;

import dev.engram.internal.capture.text.Utterance;
import dev.engram.internal.screen.prompt.PromptFrame;
import dev.engram.spi.Prompt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a model is asked about an utterance. The words go as a string inside a JSON object, and that
 * in tags with a nonce of this question ({@link PromptFrame}), so that nothing in them can look
 * like the end of the quotation; the instructions stand apart from them and name the tags.
 *
 * <p>Immutable.
 *
 * @param system the instructions
 * @param user the quotation
 */
record Question(String system, String user) {
  private static final String INSTRUCTIONS = resource("instructions.txt");
  private static final String SCHEMA = resource("answer.schema.json");
  private static final int MOST_OUTPUT_TOKENS = 4_096;

  /** Few texts have fewer bytes a token. */
  private static final int BYTES_A_TOKEN = 3;

  /**
   * A question.
   *
   * @param frame drawn for it
   */
  static Question of(Utterance utterance, PromptFrame frame) {
    var object = JsonNodeFactory.instance.objectNode();
    object.put("speaker", utterance.speaker().orElse("user"));
    utterance.addressee().ifPresent(name -> object.put("addressee", name));
    object.put("said_at", utterance.when().atZone(utterance.zone()).toLocalDate().toString());
    object.put("text", utterance.text());
    return new Question(
        INSTRUCTIONS.replace("memory-tag", frame.tag()), frame.json(object.toString()));
  }

  /** The same question after an answer that could not be read. */
  Question again(String problem) {
    return new Question(system + "\nYour last answer could not be used: " + problem + ".", user);
  }

  /** Whether question and answer fit a model's context, as far as can be told without its words. */
  boolean fits(int contextTokens) {
    long bytes = (long) user.getBytes(StandardCharsets.UTF_8).length + system.length();
    return bytes / BYTES_A_TOKEN + outputTokens(contextTokens) <= contextTokens;
  }

  Prompt within(Duration timeout, int contextTokens) {
    return new Prompt(system, user, Optional.of(SCHEMA), outputTokens(contextTokens), timeout);
  }

  private static int outputTokens(int contextTokens) {
    return Math.min(MOST_OUTPUT_TOKENS, contextTokens / 2);
  }

  private static String resource(String name) {
    try (InputStream in = Question.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Question[" + user.length() + " characters]";
  }
}
