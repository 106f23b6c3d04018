package dev.engram.internal.index.lexical;

import dev.engram.internal.index.image.IndexImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.SingleInstanceLockFactory;

/**
 * Index files in RAM, and the names they are saved under. Lucene never writes a name twice, but
 * counts names anew in every index and, after a crash, in every session; so a file that this
 * session makes is saved as {@code <generation>-<Lucene's name>} with a random generation, 16 hex
 * digits, while a loaded file keeps the name it came with. Thread-safe.
 */
final class ImageDirectory implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}-(.+)");

  private final ByteBuffersDirectory files =
      new ByteBuffersDirectory(
          new SingleInstanceLockFactory(),
          ByteBuffersDataOutput::new,
          ByteBuffersDirectory.OUTPUT_AS_BYTE_ARRAY);
  private final String generation;
  private final Map<String, String> loaded = new TreeMap<>();

  ImageDirectory() {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    generation = HexFormat.of().formatHex(random);
  }

  Directory files() {
    return files;
  }

  /** Takes in a saved file; to be called before the index is opened. */
  void load(String name, byte[] content) throws IOException {
    var matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IOException("no file of a lexical index: " + name);
    }
    String file = matcher.group(1);
    if (loaded.put(file, name) != null) {
      throw new IOException("two files would be " + file);
    }
    try (var output = files.createOutput(file, IOContext.DEFAULT)) {
      output.writeBytes(content, content.length);
    }
    try (var input = files.openInput(file, IOContext.READONCE)) {
      CodecUtil.checksumEntireFile(input);
    }
  }

  /** The one commit that was loaded. */
  SegmentInfos loadedCommit() throws IOException {
    var commits =
        loaded.keySet().stream().filter(file -> file.startsWith(IndexFileNames.SEGMENTS)).toList();
    if (commits.size() != 1) {
      throw new IOException("one commit expected, found " + commits.size());
    }
    var infos = SegmentInfos.readCommit(files, commits.getFirst());
    var missing = new ArrayList<>(infos.files(true));
    missing.removeAll(loaded.keySet());
    if (!missing.isEmpty()) {
      throw new IOException("files are missing: " + missing);
    }
    return infos;
  }

  /** The files of the latest commit. Their bytes stay readable whatever the writer does next. */
  IndexImage image() throws IOException {
    var image = new ArrayList<IndexImage.File>();
    for (String file : List.copyOf(SegmentInfos.readLatestCommit(files).files(true))) {
      var input = files.openInput(file, IOContext.DEFAULT);
      String name = loaded.getOrDefault(file, generation + "-" + file);
      image.add(new IndexImage.File(name, () -> bytes(input)));
    }
    return new IndexImage(image);
  }

  private static byte[] bytes(IndexInput file) {
    try {
      var input = file.clone();
      byte[] bytes = new byte[Math.toIntExact(input.length())];
      input.readBytes(bytes, 0, bytes.length);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("reading an index file from RAM", e);
    }
  }

  long ramBytes() throws IOException {
    long bytes = 0;
    for (String file : files.listAll()) {
      bytes += files.fileExists(file) ? files.fileLength(file) : 0;
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
