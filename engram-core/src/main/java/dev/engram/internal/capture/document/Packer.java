package dev.engram.internal.capture.document;

import dev.engram.internal.capture.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes chunks of blocks, as they come.
 *
 * <p>Headings and rules wait for the block below them and go into its chunk; so does a short
 * paragraph that ends with a colon, if what it announces is no prose. Prose and lists that follow
 * each other under one heading are joined up to the target, so are blocks of code in one language.
 * What is above the most is split. At any time only one open chunk is held, by its two ends.
 *
 * <p>Invariant: what was given and is not yet out lies in the open chunk, then in the lead, then in
 * the held paragraph, in this order in the text.
 */
final class Packer implements Consumer<Block> {
  private static final int LONGEST_ANNOUNCEMENT = 200;

  private final String text;
  private final ChunkSize size;
  private final Splitter splitter;
  private final Consumer<Chunk> to;
  private final List<Block.Heading> above = new ArrayList<>();

  private List<String> path = List.of();
  private Optional<Open> open = Optional.empty();
  private Optional<Lead> lead = Optional.empty();
  private Optional<Block.Body> held = Optional.empty();

  Packer(String text, ChunkSize size, Consumer<Chunk> to) {
    this.text = text;
    this.size = size;
    this.splitter = new Splitter(text, size);
    this.to = to;
  }

  /** The chunk that may still grow. */
  private record Open(int start, int end, int bytes, ChunkKind kind, Optional<String> language) {}

  /**
   * What waits for the block below.
   *
   * @param level of the last heading in it, or 0
   */
  private record Lead(int start, int end, int level) {}

  @Override
  public void accept(Block block) {
    switch (block) {
      case Block.Heading heading -> heading(heading);
      case Block.Rule rule -> {
        placeHeld();
        lead(rule, lead.map(Lead::level).orElse(0));
      }
      case Block.Body body -> body(body);
    }
  }

  /** What is still held goes out; nothing may come after. */
  void finish() {
    placeHeld();
    placeLead();
    flush();
  }

  private void heading(Block.Heading heading) {
    placeHeld();
    if (lead.filter(waiting -> heading.level() <= waiting.level()).isPresent()) {
      placeLead();
    }
    flush();
    while (!above.isEmpty() && above.getLast().level() >= heading.level()) {
      above.removeLast();
    }
    above.add(heading);
    path = above.stream().map(Block.Heading::title).filter(title -> !title.isEmpty()).toList();
    lead(heading, heading.level());
  }

  private void lead(Block block, int level) {
    if (lead.filter(waiting -> block.end() - waiting.start() > size.most() / 4).isPresent()) {
      placeLead();
    }
    lead = Optional.of(new Lead(lead.map(Lead::start).orElse(block.start()), block.end(), level));
  }

  /** The lead becomes a chunk, or part of the open one, for nothing below it wants it. */
  private void placeLead() {
    lead.ifPresent(waiting ->
        place(new Block.Body(waiting.start(), waiting.end(), ChunkKind.PROSE, Optional.empty())));
  }

  private void body(Block.Body body) {
    if (body.kind() == ChunkKind.PROSE) {
      placeHeld();
      if (announces(body)) {
        held = Optional.of(body);
        return;
      }
    } else {
      held.ifPresent(announcement -> lead(announcement, 0));
      held = Optional.empty();
    }
    place(body);
  }

  private boolean announces(Block.Body body) {
    char last = text.charAt(body.end() - 1);
    return (last == ':' || last == '：') && body.end() - body.start() <= LONGEST_ANNOUNCEMENT;
  }

  private void placeHeld() {
    var announcement = held;
    held = Optional.empty();
    announcement.ifPresent(this::place);
  }

  private void place(Block.Body body) {
    int start = Math.min(body.start(), lead.map(Lead::start).orElse(body.start()));
    int bytes = Utf8.bytes(text, start, body.end());
    var grown = open.flatMap(chunk -> grown(chunk, body, start, bytes));
    if (grown.isPresent()) {
      open = grown;
    } else {
      flush();
      begin(body, start, bytes);
    }
    lead = Optional.empty();
  }

  private Optional<Open> grown(Open chunk, Block.Body body, int start, int bytes) {
    int whole = chunk.bytes() + Utf8.bytes(text, chunk.end(), start) + bytes;
    boolean fits = whole <= size.most() && body.end() - chunk.start() <= size.target();
    if (!fits || !goTogether(chunk, body)) {
      return Optional.empty();
    }
    var kind = chunk.kind() == body.kind() ? body.kind() : ChunkKind.PROSE;
    return Optional.of(new Open(chunk.start(), body.end(), whole, kind, chunk.language()));
  }

  private static boolean goTogether(Open chunk, Block.Body body) {
    if (chunk.kind() == ChunkKind.CODE) {
      return body.kind() == ChunkKind.CODE && chunk.language().equals(body.language());
    }
    return isWords(chunk.kind()) && isWords(body.kind());
  }

  private static boolean isWords(ChunkKind kind) {
    return kind == ChunkKind.PROSE || kind == ChunkKind.LIST;
  }

  private void begin(Block.Body body, int start, int bytes) {
    if (bytes <= size.most()) {
      open = Optional.of(new Open(start, body.end(), bytes, body.kind(), body.language()));
      return;
    }
    int own = Utf8.bytes(text, body.start(), body.end());
    if (start < body.start() && own <= size.most()) {
      split(start, body.start(), ChunkKind.PROSE, Optional.empty());
      flush();
      begin(body, body.start(), own);
    } else {
      split(start, body.end(), body.kind(), body.language());
    }
  }

  /** The last piece stays open. */
  private void split(int start, int end, ChunkKind kind, Optional<String> language) {
    splitter.split(
        start,
        end,
        kind,
        (from, until) -> {
          flush();
          open = Optional.of(new Open(from, until, Utf8.bytes(text, from, until), kind, language));
        });
  }

  private void flush() {
    open.ifPresent(chunk -> emit(chunk.start(), chunk.end(), chunk.kind(), chunk.language()));
    open = Optional.empty();
  }

  private void emit(int start, int end, ChunkKind kind, Optional<String> language) {
    int from = start;
    while (from < end && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    int until = end;
    while (until > from && Character.isWhitespace(text.charAt(until - 1))) {
      until--;
    }
    if (kind == ChunkKind.CODE && from < until) {
      from = withIndentation(start, from);
    }
    if (from < until) {
      var span = new Span(from, until);
      to.accept(new Chunk(span, span.of(text), path, kind, language));
    }
  }

  private int withIndentation(int start, int first) {
    int from = first;
    while (from > start && (text.charAt(from - 1) == ' ' || text.charAt(from - 1) == '\t')) {
      from--;
    }
    return from;
  }
}
