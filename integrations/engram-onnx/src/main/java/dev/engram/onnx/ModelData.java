package dev.engram.onnx;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a model's bytes are. Immutable, so safe for any thread. */
public sealed interface ModelData {
  /** Opens the bytes; the caller closes the stream. */
  InputStream open() throws IOException;

  /** A file on disk. */
  static ModelData file(Path path) {
    return new File(path);
  }

  /** A resource at the root of the class path, such as a model that a jar brings. */
  static ModelData resource(String name) {
    return new Resource(name);
  }

  /**
   * A file on disk.
   *
   * @param path where it is
   */
  record File(Path path) implements ModelData {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }
  }

  /**
   * A resource at the root of the class path.
   *
   * @param name without a leading slash
   */
  record Resource(String name) implements ModelData {
    @Override
    public InputStream open() throws IOException {
      var in = ModelData.class.getResourceAsStream("/" + name);
      if (in == null) {
        throw new FileNotFoundException("no resource " + name + " on the class path");
      }
      return in;
    }
  }
}
