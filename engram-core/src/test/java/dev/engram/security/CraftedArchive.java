package dev.engram.security;

import dev.engram.internal.crypto.aead.SegmentedOpen;
import dev.engram.internal.crypto.aead.SegmentedSeal;
import dev.engram.internal.crypto.key.PassphraseCost;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Archives that no export would write. */
final class CraftedArchive {
  static final String PASSPHRASE = "correct horse";

  private static final PassphraseCost CHEAP = new PassphraseCost.Argon2id(8 * 1024, 1, 1);

  private final List<byte[]> lines = new ArrayList<>();
  private int memories;
  private int edges;

  /** One that claims to hold at most so many memories. */
  static CraftedArchive claiming(String most) {
    return of(
        "{\"type\":\"archive\",\"format\":\"engram-memories\",\"version\":1,"
            + "\"made\":\"2025-01-01T00:00:00Z\",\"most\":"
            + most
            + "}");
  }

  /** One that begins with this line. */
  static CraftedArchive of(String head) {
    var archive = new CraftedArchive();
    archive.lines.add(head.getBytes(StandardCharsets.UTF_8));
    return archive;
  }

  static CraftedArchive usual() {
    return claiming("1000");
  }

  /** An id that is easy to refer to. */
  static String id(int n) {
    return "01890a5d-ac96-774b-bcce-%012d".formatted(n);
  }

  /** A line that counts as a memory, whatever is in it. */
  CraftedArchive line(byte[] line) {
    lines.add(line);
    memories++;
    return this;
  }

  CraftedArchive line(String line) {
    return line(line.getBytes(StandardCharsets.UTF_8));
  }

  /** An episode; {@code more} are further fields, with a comma in front. */
  CraftedArchive episode(int n, String text, String more) {
    return line(
        "{\"type\":\"memory\",\"id\":\"%s\",\"kind\":\"episode\",\"scope\":\"agent:rex\",\"text\":\"%s\"%s}"
            .formatted(id(n), text, more));
  }

  CraftedArchive fact(int n, String subject, String predicate, String object, String more) {
    return line(
        ("{\"type\":\"memory\",\"id\":\"%s\",\"kind\":\"fact\",\"scope\":\"agent:rex\","
                + "\"subject\":\"%s\",\"predicate\":\"%s\",\"object\":\"%s\"%s}")
            .formatted(id(n), subject, predicate, object, more));
  }

  CraftedArchive edge(int source, int target, String type) {
    lines.add(
        "{\"type\":\"edge\",\"source\":\"%s\",\"target\":\"%s\",\"edge\":\"%s\",\"weight\":1}"
            .formatted(id(source), id(target), type)
            .getBytes(StandardCharsets.UTF_8));
    edges++;
    return this;
  }

  /** With its last record. */
  byte[] sealed() {
    lines.add(
        "{\"type\":\"end\",\"memories\":%d,\"edges\":%d}"
            .formatted(memories, edges)
            .getBytes(StandardCharsets.UTF_8));
    return unended();
  }

  /** As it is. */
  byte[] unended() {
    var out = new ByteArrayOutputStream();
    try (var words = words();
        var seal = SegmentedSeal.to(out, words, CHEAP, new SecureRandom())) {
      for (byte[] line : lines) {
        seal.write(line);
        seal.write('\n');
      }
      seal.finish();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** What is in an archive. */
  static String opened(byte[] archive) throws IOException {
    try (var words = words();
        var open = SegmentedOpen.of(new ByteArrayInputStream(archive), words)) {
      return new String(open.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static InputStream stream(byte[] archive) {
    return new ByteArrayInputStream(archive);
  }

  static SecretBytes words() {
    return SecretBytes.takeOver(PASSPHRASE.getBytes(StandardCharsets.UTF_8));
  }
}
