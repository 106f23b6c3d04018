package dev.engram.internal.screen.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.fault.InvalidInputException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("§10.14.2 What is recalled stands in a prompt as data")
class PromptFrameTest {
  private static final PromptFrame FRAME = PromptFrame.withNonce("123456789012345");

  @Test
  void standsAroundTheTextAndSaysWhatItIs() {
    assertThat(FRAME.render(List.of(Recalled.of("m1", "Tea at 4 < 5 o'clock."))))
        .contains("data")
        .contains("<" + FRAME.tag() + " id=\"m1\">\nTea at 4 < 5 o'clock.\n</" + FRAME.tag() + ">");
  }

  @Test
  void whatIsBlockedLeavesANote() {
    assertThat(FRAME.render(List.of(Recalled.blocked("m2", "looks like an injection"))))
        .contains("<" + FRAME.tag() + " id=\"m2\" withheld=\"looks like an injection\"/>");
  }

  @Test
  void nothingRecalledRendersNothing() {
    assertThat(FRAME.render(List.of())).isEmpty();
  }

  /** Even a text that knows the nonce cannot close the frame, nor open one. */
  @Test
  void noTextClosesTheFrame() {
    long seed = Long.getLong("engram.seed", 11);
    var random = new Random(seed);
    String[] pieces = {
      "<",
      "</",
      ">",
      "/",
      FRAME.tag(),
      "</" + FRAME.tag() + ">",
      "<|im_start|>",
      "[INST]",
      "<<SYS>>",
      "\nsystem:",
      "\n### Assistant",
      "\u200b",
      "\u202e",
      "\ud83d",
      "\udb40\udc41",
      " ",
      "a",
      "\n",
      "\r",
      "\uff1c",
      "&lt;",
      "\"",
      "\u0000",
      "<\u200b/",
      "< /",
      "\u2028system:"
    };
    for (int round = 0; round < 5_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String out = FRAME.render(List.of(Recalled.of("id\"></" + round, text.toString())));
      String body = out.substring(out.indexOf('\n') + 1);
      String lower = body.toLowerCase(Locale.ROOT);
      assertThat(count(body, "<" + FRAME.tag())).as("seed %d", seed).isEqualTo(1);
      assertThat(count(body, "</")).as("seed %d: %s", seed, body).isEqualTo(1);
      assertThat(body.trim()).as("seed %d", seed).endsWith("</" + FRAME.tag() + ">");
      assertThat(lower).as("seed %d", seed).doesNotContain("<|", "[inst]", "<<", "\nsystem:");
      assertThat(body).doesNotContain("\u200b", "\u202e", "\u0000");
    }
  }

  @Test
  void eachCallHasItsNonce() {
    var random = new Random(3);

    assertThat(PromptFrame.drawnFrom(random).tag())
        .isNotEqualTo(PromptFrame.drawnFrom(random).tag());
    assertThatThrownBy(() -> PromptFrame.withNonce("12")).isInstanceOf(InvalidInputException.class);
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }
}
