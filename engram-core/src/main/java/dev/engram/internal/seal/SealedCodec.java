package dev.engram.internal.seal;

import dev.engram.internal.seal.SealedContent.Detail;
import dev.engram.internal.vault.AnnotationTable;
import dev.engram.memory.Category;
import dev.engram.memory.Modality;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.TimeSpan;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The bytes inside a seal. Integers are big-endian; a text is {@code int32} bytes and UTF-8, a list
 * {@code int32} entries and each; what may be absent is {@code uint8} 0, or 1 and the value.
 *
 * <pre>
 * uint8 version (1) · uint8 tier (1 sensitive, 2 confidential) · text · category
 * [occurred: from, to] · since when it holds            an instant: int64 seconds, int32 nanoseconds
 * uint8 kind: 0 episode; 1 fact: subject, predicate, object, uint8 negated, modality;
 *             2 procedure: task, steps, tools
 * [annotations: [summary] [key fact] tag tokens, double valence, double intensity,
 *               [metadata] times reasons]
 * zeros up to a multiple of 64 bytes, so that lengths tell less
 * </pre>
 */
final class SealedCodec {
  private static final int VERSION = 1;
  private static final int BLOCK = 64;

  private SealedCodec() {}

  static byte[] write(SealedContent content) {
    var bytes = new WipedBytes();
    try (bytes;
        var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(number(content.tier()));
      text(out, content.text());
      text(out, content.category().label());
      out.writeBoolean(content.occurred().isPresent());
      if (content.occurred().isPresent()) {
        instant(out, content.occurred().get().from());
        instant(out, content.occurred().get().to());
      }
      instant(out, content.validFrom());
      detail(out, content.detail());
      out.writeBoolean(content.annotations().isPresent());
      if (content.annotations().isPresent()) {
        annotations(out, content.annotations().get());
      }
      while (out.size() % BLOCK != 0) {
        out.writeByte(0);
      }
      return bytes.copy();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads what {@link #write} made.
   *
   * @throws IOException if the bytes are none of that
   */
  static SealedContent read(byte[] bytes) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readUnsignedByte() != VERSION) {
        throw new IOException("another version");
      }
      SecurityTier tier = tier(in.readUnsignedByte());
      String text = text(in);
      var category = new Category(text(in));
      Optional<TimeSpan> occurred =
          in.readBoolean() ? Optional.of(new TimeSpan(instant(in), instant(in))) : Optional.empty();
      Instant validFrom = instant(in);
      Detail detail = detail(in);
      Optional<AnnotationTable.Row> annotations =
          in.readBoolean() ? Optional.of(annotations(in)) : Optional.empty();
      return new SealedContent(tier, text, category, occurred, validFrom, detail, annotations);
    }
  }

  private static int number(SecurityTier tier) {
    return switch (tier) {
      case CLEARTEXT -> 0;
      case SENSITIVE -> 1;
      case CONFIDENTIAL -> 2;
    };
  }

  private static SecurityTier tier(int number) throws IOException {
    return switch (number) {
      case 1 -> SecurityTier.SENSITIVE;
      case 2 -> SecurityTier.CONFIDENTIAL;
      default -> throw new IOException("an unknown tier");
    };
  }

  private static void detail(DataOutputStream out, Detail detail) throws IOException {
    switch (detail) {
      case Detail.Episode episode -> out.writeByte(0);
      case Detail.Fact fact -> {
        out.writeByte(1);
        text(out, fact.subject());
        text(out, fact.predicate());
        text(out, fact.object());
        out.writeBoolean(fact.negated());
        text(out, fact.modality().label());
      }
      case Detail.Procedure procedure -> {
        out.writeByte(2);
        text(out, procedure.task());
        texts(out, procedure.steps());
        texts(out, procedure.tools());
      }
    }
  }

  private static Detail detail(DataInputStream in) throws IOException {
    return switch (in.readUnsignedByte()) {
      case 0 -> new Detail.Episode();
      case 1 ->
          new Detail.Fact(text(in), text(in), text(in), in.readBoolean(), Modality.parse(text(in)));
      case 2 -> new Detail.Procedure(text(in), texts(in), texts(in));
      default -> throw new IOException("an unknown kind");
    };
  }

  private static void annotations(DataOutputStream out, AnnotationTable.Row row)
      throws IOException {
    optional(out, row.summary());
    optional(out, row.keyFact());
    text(out, row.tag());
    texts(out, row.tokens());
    out.writeDouble(row.valence());
    out.writeDouble(row.intensity());
    optional(out, row.metadata());
    texts(out, row.times());
    texts(out, row.reasons());
  }

  private static AnnotationTable.Row annotations(DataInputStream in) throws IOException {
    return new AnnotationTable.Row(
        optional(in),
        optional(in),
        text(in),
        texts(in),
        in.readDouble(),
        in.readDouble(),
        optional(in),
        texts(in),
        texts(in));
  }

  private static void instant(DataOutputStream out, Instant instant) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void optional(DataOutputStream out, Optional<String> text) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      text(out, text.get());
    }
  }

  private static Optional<String> optional(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
  }

  private static void texts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      text(out, text);
    }
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    int count = length(in);
    var texts = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      texts.add(text(in));
    }
    return texts;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    Arrays.fill(bytes, (byte) 0);
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[length(in)];
    in.readFully(bytes);
    var text = new String(bytes, StandardCharsets.UTF_8);
    Arrays.fill(bytes, (byte) 0);
    return text;
  }

  /** No more than there is: what follows takes at least a byte an entry. */
  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a length beyond the end");
    }
    return length;
  }
}
