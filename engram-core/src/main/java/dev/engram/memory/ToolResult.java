package dev.engram.memory;

import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * What a tool answered: becomes an episode, or several when it is long. Nothing in it is taken for
 * a fact that somebody stated.
 *
 * @param tool the tool's name, at most 512 bytes; the episode's speaker
 * @param output what it answered, at most 1 MiB of UTF-8, not blank
 * @param outcome how the call turned out
 * @param session the conversation it belongs to, if any; at most 512 bytes
 * @param placement where and how it is filed
 */
public record ToolResult(
    String tool, String output, RunOutcome outcome, Optional<String> session, Placement placement)
    implements Material {
  private static final int MAX_BYTES = 1024 * 1024;

  public ToolResult {
    TextRule.name("tool.name", tool);
    TextRule.bounded("tool.output", output, MAX_BYTES);
    session.ifPresent(name -> TextRule.name("tool.session", name));
  }

  /** A call that did what it was for. */
  public static ToolResult of(String tool, String output) {
    return new ToolResult(
        tool,
        output,
        RunOutcome.SUCCESS,
        Optional.empty(),
        Placement.of(Category.CONTEXT, Source.TOOL));
  }

  /** Says how the call turned out. */
  public ToolResult turnedOut(RunOutcome how) {
    return new ToolResult(tool, output, how, session, placement);
  }

  /** Puts it in a conversation. */
  public ToolResult in(String conversation) {
    return new ToolResult(tool, output, outcome, Optional.of(conversation), placement);
  }

  /** Says when it answered. */
  public ToolResult at(Instant when) {
    return with(placement.at(when));
  }

  /** Files it in this scope. */
  public ToolResult to(Scope where) {
    return with(placement.to(where));
  }

  /** Files it another way. */
  public ToolResult with(Placement filed) {
    return new ToolResult(tool, output, outcome, session, filed);
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "ToolResult[" + output.length() + " characters]";
  }
}
