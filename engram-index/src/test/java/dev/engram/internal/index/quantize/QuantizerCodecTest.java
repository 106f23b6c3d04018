package dev.engram.internal.index.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuantizerCodecTest {
  private final long seed = Long.getLong("engram.seed", 1105);

  private Quantizer trained(CodeKind kind, VectorSpace space, int count) {
    float[][] sample = RandomVectors.clustered(seed, 3, space.dimension()).parts(count);
    return Trainer.of(space, seed)
        .train(kind, Arrays.stream(sample).map(space::admit).toArray(float[][]::new));
  }

  @ParameterizedTest
  @EnumSource(CodeKind.class)
  void whatIsReadCodesAndScoresAsWhatWasWritten(CodeKind kind) {
    for (Metric metric : Metric.values()) {
      for (int dimension : new int[] {1, 13, Balance.MAX_DIMENSION + 1}) {
        var space = new VectorSpace("test", dimension, metric);
        Quantizer written = trained(kind, space, 9);
        Quantizer read = QuantizerCodec.read(space, QuantizerCodec.write(written));

        float[] vector = space.admit(RandomVectors.clustered(seed, 1, dimension).next());
        byte[] code = new byte[written.bytesPerVector()];
        byte[] again = new byte[read.bytesPerVector()];
        written.encode(vector, code, 0);
        read.encode(vector, again, 0);
        assertThat(again).isEqualTo(code);
        assertThat(read.scorer(vector).score(code, 0))
            .isEqualTo(written.scorer(vector).score(code, 0));
        assertThat(read.trainingError()).isEqualTo(written.trainingError());
        assertThat(read.kind()).isEqualTo(kind);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CodeKind.class)
  void damageAtAnyByteAndCutsAnywhereAreNoticed(CodeKind kind) {
    var space = new VectorSpace("test", 3, Metric.DOT);
    byte[] file = QuantizerCodec.write(trained(kind, space, 4));
    for (int at = 0; at < file.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = file.clone();
        damaged[at] ^= (byte) (1 << bit);
        refused(space, damaged);
      }
      refused(space, Arrays.copyOf(file, at));
    }
    refused(space, Arrays.copyOf(file, file.length + 1));
  }

  /**
   * Whoever writes a matching checksum gets an error of this kind or a quantizer, never another.
   */
  @ParameterizedTest
  @EnumSource(CodeKind.class)
  void damageUnderAMatchingChecksumEndsInATypedErrorToo(CodeKind kind) {
    var space = new VectorSpace("test", 3, Metric.HAMMING);
    byte[] file = QuantizerCodec.write(trained(kind, space, 4));
    for (int at = 0; at < file.length - 4; at++) {
      for (int value : new int[] {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
        byte[] damaged = file.clone();
        damaged[at] = (byte) value;
        var checksum = new CRC32C();
        checksum.update(damaged, 0, damaged.length - 4);
        ByteBuffer.wrap(damaged).putInt(damaged.length - 4, (int) checksum.getValue());
        try {
          assertThat(QuantizerCodec.read(space, damaged).bytesPerVector()).isPositive();
        } catch (VectorIndexException expected) {
          assertThat(expected.reason()).isEqualTo(VectorIndexException.Reason.IMAGE);
        }
      }
    }
  }

  private static void refused(VectorSpace space, byte[] file) {
    assertThatThrownBy(() -> QuantizerCodec.read(space, file))
        .isInstanceOfSatisfying(
            VectorIndexException.class,
            error -> assertThat(error.reason()).isEqualTo(VectorIndexException.Reason.IMAGE));
  }

  @Test
  void aQuantizerOfAnotherSpaceIsRefused() {
    byte[] file =
        QuantizerCodec.write(trained(CodeKind.BIT1, new VectorSpace("a", 3, Metric.DOT), 4));
    refused(new VectorSpace("b", 3, Metric.DOT), file);
    refused(new VectorSpace("a", 4, Metric.DOT), file);
    refused(new VectorSpace("a", 3, Metric.COSINE), file);
  }

  /** Version 1 must be readable for ever, and its codes must go on meaning the same. */
  @Test
  void filesOfVersionOneAreRead() throws IOException {
    var space = new VectorSpace("gold", 4, Metric.DOT);
    List<String> lines;
    try (var in =
        Objects.requireNonNull(QuantizerCodecTest.class.getResourceAsStream("quantizers-1.tsv"))) {
      lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
    assertThat(lines).hasSameSizeAs(CodeKind.values());
    for (String line : lines) {
      List<String> fields = List.of(line.split("\t", -1));
      byte[] file = HexFormat.of().parseHex(fields.get(1));
      Quantizer quantizer = QuantizerCodec.read(space, file);
      assertThat(quantizer.kind()).isEqualTo(CodeKind.valueOf(fields.get(0)));
      assertThat(QuantizerCodec.write(quantizer)).isEqualTo(file);
      byte[] code = new byte[quantizer.bytesPerVector()];
      quantizer.encode(new float[] {0.5f, -1, 2, 0.25f}, code, 0);
      assertThat(HexFormat.of().formatHex(code)).isEqualTo(fields.get(2));
    }
  }
}
