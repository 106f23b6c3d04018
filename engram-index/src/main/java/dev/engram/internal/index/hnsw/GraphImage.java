package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.image.ImageNames;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Saves a graph as files, and reads it back: one manifest, and two files a chunk of which those
 * that did not change keep their names. Codes change only where nodes come and go; links change
 * nearly everywhere with every hundred puts.
 */
final class GraphImage {
  private static final String WHAT = "graph image";

  private GraphImage() {}

  /** A graph as it was read. */
  record Loaded(Graph graph, HnswOptions options, int used, long generation) {}

  static boolean isIn(IndexImage image) {
    return image.files().stream().anyMatch(file -> file.name().startsWith(GraphManifest.PREFIX));
  }

  static IndexImage save(
      VectorSpace space, HnswOptions options, GraphWriter writer, ImageNames names) {
    Graph graph = writer.graph();
    NodeStore store = graph.store();
    Layout layout = store.layout();
    int used = writer.used();
    var files = new ArrayList<IndexImage.File>();
    for (int first = 0; first < used; first += layout.chunkNodes()) {
      NodeChunk chunk = store.chunk(first);
      int nodes = Math.min(layout.chunkNodes(), used - first);
      String codes = chunk.savedCodes.name().orElseGet(() -> names.next(ChunkCodec.CODES_PREFIX));
      String rows = chunk.savedLinks.name().orElseGet(() -> names.next(ChunkCodec.NODES_PREFIX));
      files.add(chunk.savedCodes.save(codes, () -> ChunkCodec.writeCodes(space, chunk, nodes)));
      files.add(
          chunk.savedLinks.save(rows, () -> ChunkCodec.writeNodes(space, chunk, layout, nodes)));
    }
    var manifest =
        new GraphManifest(
            options.links(),
            layout.chunkNodes(),
            names.generation(),
            used,
            graph.entry(),
            graph.ordinals(),
            graph.vectors(),
            store.centre().point(),
            files.stream().map(IndexImage.File::name).toList());
    files.add(new IndexImage.File(names.next(GraphManifest.PREFIX), () -> manifest.write(space)));
    return new IndexImage(files);
  }

  static Loaded load(VectorSpace space, HnswOptions options, IndexImage image) {
    Map<String, IndexImage.Content> files = new HashMap<>();
    image.files().forEach(file -> files.put(file.name(), file.content()));
    List<String> manifests =
        files.keySet().stream().filter(name -> name.startsWith(GraphManifest.PREFIX)).toList();
    if (manifests.size() != 1) {
      throw CheckedFrame.damaged(WHAT, "has " + manifests.size() + " manifests");
    }
    GraphManifest manifest = GraphManifest.read(space, read(files, manifests.getFirst()));
    HnswOptions saved = options(options, manifest);
    var graph = new Graph(Layout.of(space, saved), Centre.at(space.metric(), manifest.centre()));
    NodeStore store = graph.store();
    for (int chunk = 0; chunk < manifest.files().size() / 2; chunk++) {
      String codes = manifest.files().get(2 * chunk);
      String rows = manifest.files().get(2 * chunk + 1);
      store.grow();
      NodeChunk target = store.chunkAt(chunk);
      int nodes = Math.min(saved.chunkNodes(), manifest.used() - chunk * saved.chunkNodes());
      ChunkCodec.readNodes(space, store, target, nodes, read(files, rows));
      ChunkCodec.readCodes(space, target, nodes, read(files, codes));
      store.countUpper(target);
      target.savedCodes.loadedFrom(codes);
      target.savedLinks.loadedFrom(rows);
    }
    GraphCheck.run(graph, manifest);
    return new Loaded(graph, saved, manifest.used(), manifest.generation());
  }

  private static HnswOptions options(HnswOptions options, GraphManifest manifest) {
    try {
      return new HnswOptions(
          manifest.links(),
          Math.max(manifest.links(), options.buildBreadth()),
          options.searchBreadth(),
          options.seed(),
          manifest.chunkNodes());
    } catch (IllegalArgumentException e) {
      throw CheckedFrame.damaged(GraphManifest.WHAT, "has options out of range");
    }
  }

  private static byte[] read(Map<String, IndexImage.Content> files, String name) {
    IndexImage.Content content = files.get(name);
    if (content == null) {
      throw CheckedFrame.damaged(WHAT, "lacks file " + name);
    }
    return content.read();
  }
}
