package dev.engram.internal.index.lexical;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.lucene.index.DirectoryReader;

/** The index at one moment. Immutable; valid while its reader is held. */
final class Snapshot {
  private final DirectoryReader reader;
  private final List<Segment> segments;

  private Snapshot(DirectoryReader reader, List<Segment> segments) {
    this.reader = reader;
    this.segments = List.copyOf(segments);
  }

  /** Cost: one pass over the segments that are new. */
  static Snapshot of(DirectoryReader reader, SegmentOrdinals ordinals) throws IOException {
    var segments = new ArrayList<Segment>(reader.leaves().size());
    for (var leaf : reader.leaves()) {
      segments.add(new Segment(leaf.reader(), ordinals.of(leaf.reader())));
    }
    return new Snapshot(reader, segments);
  }

  DirectoryReader reader() {
    return reader;
  }

  List<Segment> segments() {
    return segments;
  }

  void forEachOrdinal(IntConsumer action) {
    segments.forEach(segment -> segment.forEachOrdinal(action));
  }
}
