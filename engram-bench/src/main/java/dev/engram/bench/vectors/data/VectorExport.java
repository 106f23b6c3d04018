package dev.engram.bench.vectors.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a corpus for programs outside of Java; the same corpus gives the same bytes.
 *
 * <ul>
 *   <li>{@code base.f32}, {@code questions.f32}: vectors of unit length, 32-bit floats, little
 *       endian, row after row.
 *   <li>{@code allowed-F.i32}: the numbers that filter {@code F} allows, ascending; none for the
 *       first filter, which allows all.
 *   <li>{@code worst-F.f32}: for each question, the inner product of the last right answer.
 *   <li>{@code meta.json}: counts, the dimension, {@code k}, names and shares of the filters.
 * </ul>
 */
public final class VectorExport {
  private VectorExport() {}

  /** Writes into a folder, which is made if it is missing. */
  public static void write(Path folder, Mixture corpus, List<Allowed> filters, Truth truth) {
    try {
      Files.createDirectories(folder);
      try (var out =
          new BufferedOutputStream(Files.newOutputStream(folder.resolve("base.f32")), 1 << 20)) {
        for (int i = 0; i < corpus.size(); i++) {
          floats(out, corpus.vector(i));
        }
      }
      try (var out =
          new BufferedOutputStream(Files.newOutputStream(folder.resolve("questions.f32")))) {
        for (float[] question : corpus.questions()) {
          floats(out, question);
        }
      }
      for (int filter = 0; filter < filters.size(); filter++) {
        write(folder, filter, filters.get(filter), truth);
      }
      Files.writeString(folder.resolve("meta.json"), meta(corpus, filters));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder, e);
    }
  }

  private static void write(Path folder, int index, Allowed allowed, Truth truth)
      throws IOException {
    if (allowed.share() < 1) {
      byte[] bytes = new byte[Integer.BYTES * allowed.count()];
      ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = allowed.filter().next(0); i >= 0; i = allowed.filter().next(i + 1)) {
        numbers.putInt(i);
      }
      Files.write(folder.resolve(name("allowed-%d.i32", index)), bytes);
    }
    float[] worst = truth.worst(index);
    try (var out = Files.newOutputStream(folder.resolve(name("worst-%d.f32", index)))) {
      floats(out, worst);
    }
  }

  private static String name(String pattern, int index) {
    return String.format(Locale.ROOT, pattern, index);
  }

  private static String meta(Mixture corpus, List<Allowed> filters) {
    var json = JsonMapper.builder().build();
    ObjectNode meta = json.createObjectNode();
    meta.put("size", corpus.size()).put("dimension", corpus.dimension());
    meta.put("questions", corpus.questions().length).put("k", Truth.K);
    meta.put("vectors", corpus.describe());
    var list = meta.putArray("filters");
    for (Allowed allowed : filters) {
      list.addObject()
          .put("name", allowed.name())
          .put("share", allowed.share())
          .put("allowed", allowed.count());
    }
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(meta) + "\n";
  }

  private static void floats(OutputStream out, float[] row) throws IOException {
    byte[] bytes = new byte[Float.BYTES * row.length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(row);
    out.write(bytes);
  }
}
