package dev.engram.internal.remember;

import dev.engram.internal.capture.document.Chunk;
import dev.engram.internal.capture.document.Chunks;
import dev.engram.internal.remember.Piece.Kind;
import dev.engram.memory.Document;
import dev.engram.memory.DocumentFormat;
import dev.engram.memory.Exchange;
import dev.engram.memory.Finding;
import dev.engram.memory.Material;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Placement;
import dev.engram.memory.Routine;
import dev.engram.memory.RunOutcome;
import dev.engram.memory.Statement;
import dev.engram.memory.Summary;
import dev.engram.memory.ToolResult;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes of what a caller brings the memories it becomes: turns one by one, long texts in pieces.
 */
final class Expansion {
  /** Texts up to this many bytes of UTF-8 stay whole, unless they are documents. */
  private static final int WHOLE = 4_000;

  private final Principal principal;
  private final UnaryOperator<String> clean;
  private final List<Piece> pieces = new ArrayList<>();

  private Expansion(Principal principal, UnaryOperator<String> clean) {
    this.principal = principal;
    this.clean = clean;
  }

  /**
   * The pieces of all materials, in order.
   *
   * @param clean takes secrets out of a text before it is cut, since half a key is a key
   */
  static List<Piece> of(
      List<? extends Material> materials, Principal principal, UnaryOperator<String> clean) {
    var expansion = new Expansion(principal, clean);
    for (int i = 0; i < materials.size(); i++) {
      expansion.add(i, materials.get(i));
    }
    return expansion.pieces;
  }

  private void add(int input, Material material) {
    switch (material) {
      case Turn turn -> add(input, turn, Kind.TALK, Optional.empty());
      case Statement stated -> add(input, stated, Kind.STATED, Optional.empty());
      case Routine routine -> add(input, routine, Kind.STATED, routine.outcome());
      case Exchange exchange ->
          exchange.turns().forEach(turn -> add(input, turn, Kind.TALK, Optional.empty()));
      case Document document -> addChunks(input, document);
      case ToolResult result ->
          addText(
              input,
              result.output(),
              Optional.of(result.tool()),
              result.session(),
              result.placement(),
              Kind.OUTPUT,
              Optional.of(result.outcome()));
      case Summary summary ->
          addText(
              input,
              summary.text(),
              Optional.empty(),
              Optional.of(summary.session()),
              summary.placement(),
              Kind.TEXT,
              Optional.empty());
      case Finding finding ->
          addText(
              input,
              finding.text() + "\n" + String.join("\n", finding.urls()),
              Optional.empty(),
              Optional.empty(),
              finding.placement(),
              Kind.TEXT,
              Optional.empty());
    }
  }

  private void addChunks(int input, Document document) {
    String session = "document:" + document.title();
    String text = clean.apply(document.text());
    boolean redacted = !text.equals(document.text());
    for (Chunk chunk : Chunks.of(text, document.format())) {
      var turn =
          new Turn(Optional.empty(), chunk.text(), Optional.of(session), document.placement());
      add(input, turn, Kind.TEXT, Optional.empty(), redacted);
    }
  }

  private void addText(
      int input,
      String whole,
      Optional<String> speaker,
      Optional<String> session,
      Placement placement,
      Kind kind,
      Optional<RunOutcome> outcome) {
    String text = clean.apply(whole);
    List<String> parts =
        text.getBytes(StandardCharsets.UTF_8).length <= WHOLE
            ? List.of(text)
            : Chunks.of(text, DocumentFormat.AUTO).stream().map(Chunk::text).toList();
    for (String part : parts) {
      add(input, new Turn(speaker, part, session, placement), kind, outcome, !text.equals(whole));
    }
  }

  private void add(int input, NewMemory memory, Kind kind, Optional<RunOutcome> outcome) {
    add(input, memory, kind, outcome, false);
  }

  private void add(
      int input, NewMemory memory, Kind kind, Optional<RunOutcome> outcome, boolean redacted) {
    Scope scope = memory.placement().scope().orElseGet(principal::home);
    Access.requireWritable(scope, principal);
    pieces.add(new Piece(input, memory, scope, kind, outcome, redacted));
  }
}
