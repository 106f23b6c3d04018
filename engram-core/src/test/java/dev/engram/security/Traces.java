package dev.engram.security;

import dev.engram.internal.vault.RawPages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a memory could be told by, and where in the bytes of a vault it stands: its text and its
 * words in UTF-8 and UTF-16, eight components of its vectors in either byte order, its 8-bit codes.
 */
final class Traces {
  private static final int RUN = 8;

  private final Path vault;
  private final byte[] key;

  Traces(Path vault, byte[] key) {
    this.vault = vault;
    this.key = key;
  }

  /** Where any of the texts stands, as "file: trace". */
  List<String> ofTexts(List<String> texts) {
    Set<String> traces = new LinkedHashSet<>();
    for (String text : texts) {
      traces.add(text);
      traces.add(text.toLowerCase(Locale.ROOT));
    }
    var found = new ArrayList<String>();
    for (Map.Entry<String, byte[]> file : RawPages.all(vault, key).entrySet()) {
      String bytes = new String(file.getValue(), StandardCharsets.ISO_8859_1);
      for (String trace : traces) {
        for (Charset charset :
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
          if (bytes.contains(new String(trace.getBytes(charset), StandardCharsets.ISO_8859_1))) {
            found.add(file.getKey() + ": " + trace + " in " + charset);
          }
        }
      }
    }
    return found;
  }

  /** Where eight components in a row of any of the vectors stand, as floats or 8-bit codes. */
  List<String> ofVectors(List<float[]> vectors) {
    var found = new ArrayList<String>();
    for (Map.Entry<String, byte[]> file : RawPages.all(vault, key).entrySet()) {
      String bytes = new String(file.getValue(), StandardCharsets.ISO_8859_1);
      for (float[] vector : vectors) {
        for (int from = 0; from + RUN <= vector.length; from += RUN) {
          for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            var run = ByteBuffer.allocate(4 * RUN).order(order);
            for (int i = from; i < from + RUN; i++) {
              run.putFloat(vector[i]);
            }
            if (bytes.contains(new String(run.array(), StandardCharsets.ISO_8859_1))) {
              found.add(file.getKey() + ": floats from " + from + ", " + order);
            }
          }
        }
        if (bytes.contains(new String(codes(vector), StandardCharsets.ISO_8859_1))) {
          found.add(file.getKey() + ": 8-bit codes");
        }
      }
    }
    return found;
  }

  /** As the indexes write them: the largest component is 127. */
  private static byte[] codes(float[] vector) {
    float largest = 0;
    for (float component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    byte[] codes = new byte[vector.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) Math.round(vector[i] * 127 / largest);
    }
    return codes;
  }

  /** The words of a text by which it alone is told. */
  static List<String> words(String text) {
    return List.of(text.split("[^\\p{L}\\p{N}]+")).stream()
        .filter(word -> word.length() >= 4)
        .toList();
  }
}
