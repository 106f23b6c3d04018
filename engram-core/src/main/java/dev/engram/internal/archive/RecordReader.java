package dev.engram.internal.archive;

import dev.engram.archive.ImportOptions;
import dev.engram.archive.ImportReport.Rejection;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads records, one line at a time. Memory is bounded by the longest line that is read, whatever
 * lengths and numbers the archive claims. Not thread-safe.
 *
 * <p>A line that cannot be read is one memory that stays out. What concerns the archive as a whole,
 * its first and last record and the bounds on all of it, refuses the archive.
 */
final class RecordReader {
  /** The longest line: an honest one has 16 KiB of text at most, each byte escaped as six. */
  static final int LINE_BYTES = 128 * 1024;

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(4)
                          .maxStringLength(LINE_BYTES)
                          .maxNumberLength(40)
                          .maxNameLength(64)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .build();

  private final InputStream in;
  private final ImportOptions options;
  private final long most;
  private long bytes;
  private int memories;
  private int edges;
  private boolean ended;

  private RecordReader(InputStream in, ImportOptions options) throws IOException {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.options = options;
    this.most = begin();
  }

  /** Reads the first record. */
  static RecordReader of(InputStream in, ImportOptions options) throws IOException {
    return new RecordReader(in, options);
  }

  private long begin() throws IOException {
    ObjectNode head =
        line()
            .flatMap(RecordReader::object)
            .filter(node -> Fields.text(node, "type").equals(Optional.of("archive")))
            .filter(node -> Fields.text(node, "format").equals(Optional.of(RecordWriter.FORMAT)))
            .orElseThrow(() -> refused("it does not hold Engram's memories"));
    double version = Fields.number(head, "version").orElse(0);
    if (version > RecordWriter.VERSION) {
      throw new VaultException(
          ErrorCode.ARCHIVE_UNREADABLE,
          "the archive's records are of a newer version than "
              + RecordWriter.VERSION
              + "; a newer Engram is needed");
    }
    double claimed = Fields.number(head, "most").orElse(-1);
    if (version != RecordWriter.VERSION || !(claimed >= 0) || claimed != Math.rint(claimed)) {
      throw refused("its first record makes no sense");
    }
    if (claimed > options.maxRecords()) {
      throw refused("it claims more than " + options.maxRecords() + " memories");
    }
    return (long) claimed;
  }

  /** The next record; nothing after the end. */
  Entry next() throws IOException {
    if (ended) {
      throw new IllegalStateException("the archive was read to its end");
    }
    Optional<byte[]> line = line();
    if (line.isEmpty()) {
      throw refused("its last record is missing");
    }
    if (line.get().length > LINE_BYTES) {
      memory();
      return new Entry.Unreadable(Rejection.SIZE);
    }
    Optional<ObjectNode> node = object(line.get());
    return switch (node.flatMap(one -> Fields.text(one, "type")).orElse("")) {
      case "memory" -> {
        memory();
        yield new Entry.OfMemory(node.orElseThrow());
      }
      case "edge" -> {
        edges++;
        if (edges > 16L * options.maxRecords()) {
          throw refused("it holds too many links");
        }
        yield new Entry.OfEdge(node.orElseThrow());
      }
      case "end" -> {
        end(node.orElseThrow());
        yield new Entry.End();
      }
      default -> {
        memory();
        yield new Entry.Unreadable(Rejection.MALFORMED);
      }
    };
  }

  private void memory() {
    memories++;
    if (memories > most) {
      throw refused("it holds more memories than it says");
    }
  }

  private void end(ObjectNode node) throws IOException {
    ended = true;
    if (Fields.number(node, "memories").orElse(-1) != memories
        || Fields.number(node, "edges").orElse(-1) != edges) {
      throw refused("it holds another number of records than it says");
    }
    if (in.read() >= 0) {
      throw refused("it goes on after its last record");
    }
  }

  /**
   * A line without its end; one that is too long is read over and comes cut, longer than allowed.
   */
  private Optional<byte[]> line() throws IOException {
    var line = new ByteArrayOutputStream();
    boolean any = false;
    for (int b = in.read(); b >= 0; b = in.read()) {
      any = true;
      if (++bytes > options.maxBytes()) {
        throw refused("it holds more than " + options.maxBytes() + " bytes");
      }
      if (b == '\n') {
        return Optional.of(line.toByteArray());
      }
      if (line.size() <= LINE_BYTES) {
        line.write(b);
      }
    }
    return any ? Optional.of(line.toByteArray()) : Optional.empty();
  }

  private static Optional<ObjectNode> object(byte[] line) {
    try {
      // bytes that are no UTF-8 are refused here, before anything guesses what they mean
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      JsonNode node = STRICT.readTree(text);
      return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JacksonException | CharacterCodingException unreadable) {
      return Optional.empty();
    }
  }

  private static VaultException refused(String why) {
    return new VaultException(ErrorCode.ARCHIVE_REFUSED, "the archive is refused: " + why);
  }
}
