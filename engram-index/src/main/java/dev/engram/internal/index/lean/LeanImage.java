package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.flat.Directory;
import dev.engram.internal.index.image.ImageNames;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Saves a lean index as files, and reads it back. Contents are made when they are read. */
final class LeanImage {
  private static final String WHAT = "lean image";

  private LeanImage() {}

  /** An index as it was read. */
  record Loaded(LeanSnapshot snapshot, LeanManifest manifest) {
    LeanOptions options() {
      return manifest.options();
    }

    List<String> chunkNames() {
      return manifest.chunks().stream().map(LeanManifest.Placed::name).toList();
    }

    long generation() {
      return manifest.generation();
    }

    Coding coding() {
      return manifest.codings().getFirst();
    }

    int nextCoding() {
      return manifest.nextCoding();
    }
  }

  static IndexImage save(
      VectorSpace space, LeanOptions options, LeanWriter writer, ImageNames names) {
    LeanSnapshot snapshot = writer.snapshot();
    var files = new ArrayList<IndexImage.File>();
    var placed = new ArrayList<LeanManifest.Placed>();
    Set<Coding> codings = new LinkedHashSet<>();
    codings.add(writer.coding());
    for (int index = 0; index < snapshot.chunkCount(); index++) {
      Chunk chunk = snapshot.chunk(index);
      if (chunk.live() == 0) {
        continue;
      }
      if (writer.savedName(index).isEmpty()) {
        writer.saved(index, names.next(LeanManifest.CHUNK_PREFIX));
      }
      String name = writer.savedName(index);
      placed.add(new LeanManifest.Placed(name, chunk.cell()));
      codings.add(chunk.coding());
      files.add(new IndexImage.File(name, () -> ChunkCodec.write(space, chunk)));
    }
    var manifest =
        new LeanManifest(
            options,
            names.generation(),
            snapshot.ordinals(),
            snapshot.vectors(),
            writer.nextCoding(),
            List.copyOf(codings),
            snapshot.nearness(),
            placed);
    String name = names.next(LeanManifest.PREFIX);
    files.add(new IndexImage.File(name, () -> manifest.write(space)));
    return new IndexImage(files);
  }

  static Loaded load(VectorSpace space, IndexImage image) {
    Map<String, IndexImage.Content> files = new HashMap<>();
    image.files().forEach(file -> files.put(file.name(), file.content()));
    List<String> manifests =
        files.keySet().stream().filter(name -> name.startsWith(LeanManifest.PREFIX)).toList();
    if (manifests.size() != 1) {
      throw CheckedFrame.damaged(WHAT, "has " + manifests.size() + " manifests");
    }
    LeanManifest manifest = LeanManifest.read(space, read(files, manifests.getFirst()));
    Map<Integer, Coding> codings = new HashMap<>();
    manifest.codings().forEach(coding -> codings.put(coding.id(), coding));
    Chunk[] chunks = new Chunk[manifest.chunks().size()];
    for (int index = 0; index < chunks.length; index++) {
      LeanManifest.Placed placed = manifest.chunks().get(index);
      byte[] file = read(files, placed.name());
      Chunk read = ChunkCodec.read(space, manifest.options(), id -> coding(codings, id), file);
      chunks[index] = read.in(placed.cell());
    }
    return new Loaded(index(manifest, chunks), manifest);
  }

  private static Coding coding(Map<Integer, Coding> codings, int id) {
    Coding coding = codings.get(id);
    if (coding == null) {
      throw CheckedFrame.damaged(WHAT, "lacks coding " + id);
    }
    return coding;
  }

  private static byte[] read(Map<String, IndexImage.Content> files, String name) {
    IndexImage.Content content = files.get(name);
    if (content == null) {
      throw CheckedFrame.damaged(WHAT, "lacks file " + name);
    }
    return content.read();
  }

  /** Rebuilds the directory, and with it checks the counts and that no ordinal lies apart. */
  private static LeanSnapshot index(LeanManifest manifest, Chunk[] chunks) {
    Directory directory = Directory.empty();
    int ordinals = 0;
    int vectors = 0;
    int chunkRows = manifest.options().chunkRows();
    for (int index = 0; index < chunks.length; index++) {
      Chunk chunk = chunks[index];
      int previous = -1;
      for (int row = 0; row < chunk.used(); row++) {
        int ordinal = chunk.ordinal(row);
        vectors++;
        if (ordinal == previous) {
          continue;
        }
        if (directory.slot(ordinal) >= 0) {
          throw CheckedFrame.damaged(WHAT, "holds ordinal " + ordinal + " twice");
        }
        directory = directory.add(ordinal, index * chunkRows + row);
        ordinals++;
        previous = ordinal;
      }
    }
    if (ordinals != manifest.ordinals() || vectors != manifest.vectors()) {
      throw CheckedFrame.damaged(WHAT, "holds " + vectors + " vectors, not " + manifest.vectors());
    }
    return new LeanSnapshot(chunkRows, chunks, directory, ordinals, vectors, manifest.nearness());
  }
}
