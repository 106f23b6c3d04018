package dev.engram.internal.index.flat;

import dev.engram.internal.index.flat.ManifestCodec.Manifest;
import dev.engram.internal.index.image.ImageNames;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Saves a flat index as files, and reads it back. Contents are made when they are read. */
final class FlatImage {
  private FlatImage() {}

  /** An index as it was read. */
  record Loaded(Snapshot snapshot, List<String> blockNames, long generation) {}

  static IndexImage save(VectorSpace space, FlatWriter writer, ImageNames names) {
    Snapshot snapshot = writer.snapshot();
    Encoding encoding = snapshot.options().encoding();
    var files = new ArrayList<IndexImage.File>();
    var blockNames = new ArrayList<String>();
    for (int index = 0; index < snapshot.blockCount(); index++) {
      Block block = snapshot.block(index);
      if (block.live() == 0) {
        continue;
      }
      if (writer.savedName(index).isEmpty()) {
        writer.saved(index, names.next(ManifestCodec.BLOCK_PREFIX));
      }
      String name = writer.savedName(index);
      blockNames.add(name);
      files.add(new IndexImage.File(name, () -> BlockCodec.write(space, encoding, block)));
    }
    var manifest =
        new Manifest(
            snapshot.options(),
            names.generation(),
            snapshot.ordinals(),
            snapshot.vectors(),
            blockNames);
    files.add(
        new IndexImage.File(
            names.next(ManifestCodec.PREFIX), () -> ManifestCodec.write(space, manifest)));
    return new IndexImage(files);
  }

  static Loaded load(VectorSpace space, IndexImage image) {
    Map<String, IndexImage.Content> files = new HashMap<>();
    image.files().forEach(file -> files.put(file.name(), file.content()));
    List<String> manifests =
        files.keySet().stream().filter(name -> name.startsWith(ManifestCodec.PREFIX)).toList();
    if (manifests.size() != 1) {
      throw CheckedFrame.damaged("vector image", "has " + manifests.size() + " manifests");
    }
    Manifest manifest = ManifestCodec.read(space, read(files, manifests.getFirst()));
    Block[] blocks = new Block[manifest.blocks().size()];
    for (int index = 0; index < blocks.length; index++) {
      byte[] file = read(files, manifest.blocks().get(index));
      blocks[index] = BlockCodec.read(space, manifest.options(), file);
    }
    return new Loaded(index(manifest, blocks), manifest.blocks(), manifest.generation());
  }

  private static byte[] read(Map<String, IndexImage.Content> files, String name) {
    IndexImage.Content content = files.get(name);
    if (content == null) {
      throw CheckedFrame.damaged("vector image", "lacks file " + name);
    }
    return content.read();
  }

  /** Rebuilds the directory, and with it checks the counts and that no ordinal lies apart. */
  private static Snapshot index(Manifest manifest, Block[] blocks) {
    Directory directory = Directory.empty();
    int ordinals = 0;
    int vectors = 0;
    for (int index = 0; index < blocks.length; index++) {
      Block block = blocks[index];
      int previous = -1;
      for (int offset = 0; offset < block.used(); offset++) {
        int ordinal = block.ordinal(offset);
        vectors++;
        if (ordinal == previous) {
          continue;
        }
        if (directory.slot(ordinal) >= 0) {
          throw CheckedFrame.damaged("vector image", "holds ordinal " + ordinal + " twice");
        }
        directory = directory.add(ordinal, index * manifest.options().blockSlots() + offset);
        ordinals++;
        previous = ordinal;
      }
    }
    if (ordinals != manifest.ordinals() || vectors != manifest.vectors()) {
      throw CheckedFrame.damaged(
          "vector image", "holds " + vectors + " vectors, not " + manifest.vectors());
    }
    return new Snapshot(manifest.options(), blocks, directory, ordinals, vectors);
  }
}
