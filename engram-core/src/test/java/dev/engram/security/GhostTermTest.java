package dev.engram.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.VaultContents;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Lucene itself reads of the indexes that a vault keeps: compressed, so no scan would see. */
@DisplayName("§10.18.2 An erased memory leaves no term in the indexes of words")
class GhostTermTest {
  private static final Principal REX = Principal.agent("rex");
  private static final List<String> GHOSTS =
      List.of("zenobia", "quillfeath", "trondheimsfjord", "ouagadougou", "xylograph");

  @TempDir private Path folder;

  private Path vault() {
    return folder.resolve("v.engram");
  }

  private MemoryGraph open() {
    return MemoryGraph.open(
        vault(),
        TestKeys.right(),
        EngramOptions.defaults()
            .withCapture(CaptureOptions.defaults().leavingClear("residence"))
            .withoutBackground());
  }

  /** Every term of every field of every saved index of words, by the index. */
  private Map<String, Set<String>> terms() throws IOException {
    String rows = " FROM projection_file WHERE projection LIKE 'lexical%'";
    String order = " ORDER BY projection, name, part";
    List<String> names =
        VaultContents.column(
            vault(), TestKeys.right(), "SELECT projection || '/' || name" + rows + order);
    List<byte[]> parts =
        VaultContents.bytes(vault(), TestKeys.right(), "SELECT bytes" + rows + order);
    var files = new TreeMap<String, Map<String, ByteArrayOutputStream>>();
    for (int i = 0; i < names.size(); i++) {
      String[] name = names.get(i).split("/", 2);
      files
          .computeIfAbsent(name[0], index -> new TreeMap<>())
          .computeIfAbsent(name[1].substring(17), file -> new ByteArrayOutputStream())
          .writeBytes(parts.get(i));
    }
    var terms = new TreeMap<String, Set<String>>();
    for (var index : files.entrySet()) {
      terms.put(index.getKey(), terms(index.getValue()));
    }
    return terms;
  }

  private static Set<String> terms(Map<String, ByteArrayOutputStream> files) throws IOException {
    var terms = new TreeSet<String>();
    try (var directory = new ByteBuffersDirectory()) {
      for (var file : files.entrySet()) {
        try (var output = directory.createOutput(file.getKey(), IOContext.DEFAULT)) {
          byte[] bytes = file.getValue().toByteArray();
          output.writeBytes(bytes, bytes.length);
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        for (LeafReaderContext leaf : reader.leaves()) {
          for (FieldInfo field : leaf.reader().getFieldInfos()) {
            Terms known = leaf.reader().terms(field.name);
            if (known != null) {
              TermsEnum each = known.iterator();
              for (BytesRef term = each.next(); term != null; term = each.next()) {
                terms.add(new String(term.bytes, term.offset, term.length, ISO_8859_1));
              }
            }
          }
        }
      }
    }
    return terms;
  }

  private static List<String> ghosts(Map<String, Set<String>> terms) {
    var found = new ArrayList<String>();
    terms.forEach((index, all) ->
        all.stream()
            .filter(term -> GHOSTS.stream().anyMatch(term::contains))
            .forEach(term -> found.add(index + ": " + term)));
    return found;
  }

  @Test
  @DisplayName("§10.18.2 after an erasure no saved index knows its terms, while open and closed")
  void noTermIsLeft() throws IOException {
    MemoryId id;
    try (var memory = open()) {
      memory.remember(
          IntStream.range(0, 30)
              .mapToObj(i -> Turn.said("Ben", "Crate " + i + " holds lanterns and rope."))
              .toList(),
          REX);
      id =
          memory
              .remember(
                  Turn.said(
                      "Ana",
                      "Zenobia Quillfeather moved from Trondheimsfjord to Ouagadougou for the"
                          + " Xylographers."),
                  REX)
              .id();
    }
    Map<String, Set<String>> before = terms();
    assertThat(ghosts(before)).as("the proof can fail").hasSizeGreaterThanOrEqualTo(5);
    assertThat(ghosts(before)).anyMatch(found -> found.startsWith("lexical-derived"));
    try (var memory = open()) {
      memory.erasure().erase(id, REX);
      assertThat(memory.recall(Query.of("Zenobia Xylographers"), REX).hits())
          .noneMatch(hit -> hit.text().contains("Zenobia"));
    }
    Map<String, Set<String>> after = terms();
    assertThat(ghosts(after)).isEmpty();
    assertThat(after.get("lexical")).anyMatch(term -> term.startsWith("lantern"));
  }
}
