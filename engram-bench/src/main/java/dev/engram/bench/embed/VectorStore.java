package dev.engram.bench.embed;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Vectors on disk, by the SHA-256 of their text; no text is kept.
 *
 * <p>A folder of files that are only ever appended to, one for each process that added something,
 * so that processes share a folder without locks. A file is a sequence of {@code byte[32] key, int
 * parts, float[parts][dimension]}, big-endian; a torn tail is ignored. Thread-safe.
 */
final class VectorStore implements AutoCloseable {
  private static final int KEY_BYTES = 32;
  private static final int MAX_PARTS = 100_000;

  private final Path folder;
  private final int dimension;
  private final Map<String, float[][]> held = new HashMap<>();
  private Optional<DataOutputStream> added = Optional.empty();

  private VectorStore(Path folder, int dimension) {
    this.folder = folder;
    this.dimension = dimension;
  }

  /** Opens a folder, made if it is missing; reads all of it. */
  static VectorStore open(Path folder, int dimension) {
    var store = new VectorStore(folder, dimension);
    try {
      Files.createDirectories(folder);
      try (var files = Files.newDirectoryStream(folder, "*.vectors")) {
        for (Path file : files) {
          store.read(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the vectors in " + folder, e);
    }
    return store;
  }

  private void read(Path file) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (in.available() > 0) {
        String key = HexFormat.of().formatHex(in.readNBytes(KEY_BYTES));
        int count = in.readInt();
        if (count < 1 || count > MAX_PARTS) {
          throw new IOException(file + " holds no vectors of this format");
        }
        var parts = new float[count][dimension];
        for (float[] part : parts) {
          for (int i = 0; i < dimension; i++) {
            part[i] = in.readFloat();
          }
        }
        held.put(key, parts);
      }
    } catch (EOFException torn) {
      // A process was killed while it appended: what it did not finish is embedded again.
    }
  }

  static String key(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java lacks SHA-256", missing);
    }
  }

  synchronized Optional<float[][]> get(String key) {
    return Optional.ofNullable(held.get(key));
  }

  synchronized void put(String key, float[][] parts) {
    held.put(key, parts);
    try {
      DataOutputStream out = output();
      out.write(HexFormat.of().parseHex(key));
      out.writeInt(parts.length);
      for (float[] part : parts) {
        for (float component : part) {
          out.writeFloat(component);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep vectors in " + folder, e);
    }
  }

  private DataOutputStream output() throws IOException {
    if (added.isEmpty()) {
      Path file = Files.createTempFile(folder, "", ".vectors");
      added =
          Optional.of(
              new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)));
    }
    return added.get();
  }

  synchronized void flush() {
    try {
      if (added.isPresent()) {
        added.get().flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep vectors in " + folder, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (added.isPresent()) {
        added.get().close();
        added = Optional.empty();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep vectors in " + folder, e);
    }
  }
}
