package dev.engram.bench.load;

import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.figure.Machine;
import dev.engram.bench.peer.ChildProcess;
import dev.engram.bench.peer.InMemoryStore;
import dev.engram.bench.peer.LuceneHybrid;
import dev.engram.bench.peer.StockSqlite;
import dev.engram.bench.synthetic.SyntheticCorpus;
import dev.engram.bench.synthetic.SyntheticCorpus.Item;
import dev.engram.bench.synthetic.SyntheticVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Runs the peers on the same corpus and puts what they need beside Engram's figures of the same
 * name. None of them encrypts; LangChain4j's store and Lucene's search know no one-by-one scopes
 * beyond a filter on the agent. For one thread.
 */
final class Peers {
  private static final int BATCH = 500;
  private static final int MOST_SINGLE = 200;
  private static final String SINGLE_WRITES = "one at a time";
  private static final String BATCHES = "batches of 500";

  private final SyntheticCorpus corpus;
  private final int memories;
  private final int single;
  private final SyntheticVectors vectors = new SyntheticVectors(384);
  private final Map<String, Map<String, Double>> found = new HashMap<>();

  Peers(SyntheticCorpus corpus, int memories) {
    this.corpus = corpus;
    this.memories = memories;
    this.single = Math.min(MOST_SINGLE, memories / 100);
  }

  private interface Search {
    int hits(String text, float[] vector, Optional<String> agent);
  }

  /** Puts what was found beside figures of the same name. */
  List<Figure> beside(List<Figure> figures) {
    return figures.stream().map(this::beside).toList();
  }

  private Figure beside(Figure figure) {
    Figure compared = figure;
    for (var peer : found.getOrDefault(figure.what(), Map.of()).entrySet()) {
      compared = compared.beside(peer.getKey(), peer.getValue());
    }
    return compared;
  }

  private void note(String what, String peer, double value) {
    found.computeIfAbsent(what, first -> new TreeMap<>()).put(peer, value);
  }

  /** Writes, searches and size of a Lucene index. */
  void lucene() {
    Path folder = temporary();
    try (var lucene = new LuceneHybrid(folder)) {
      note(BATCHES, "lucene", rate(lucene, 0, memories - single, BATCH));
      note(SINGLE_WRITES, "lucene", rate(lucene, memories - single, memories, 1));
      lucene.refresh();
      search("lucene", 1_000, (text, vector, agent) -> lucene.search(text, vector, agent).size());
      note("vault file", "lucene", size(folder) / 1e6);
    } finally {
      delete(folder);
    }
  }

  private double rate(LuceneHybrid lucene, int from, int to, int batch) {
    long nanos = 0;
    for (int start = from; start < to; start += batch) {
      List<Item> items =
          IntStream.range(start, Math.min(to, start + batch)).mapToObj(corpus::item).toList();
      List<float[]> directions = items.stream().map(item -> vectors.of(item.text())).toList();
      long began = System.nanoTime();
      lucene.add(items, directions);
      nanos += System.nanoTime() - began;
    }
    return (to - from) * 1e9 / nanos;
  }

  /** Searches and heap of LangChain4j's store; it writes nothing durable. */
  void inMemory() {
    long before = Machine.heapAfterCollection();
    var store = new InMemoryStore();
    for (int i = 0; i < memories; i++) {
      Item item = corpus.item(i);
      store.add(item, vectors.of(item.text()));
    }
    note("heap after collection", "langchain4j", (Machine.heapAfterCollection() - before) / 1e6);
    search("langchain4j", 100, (text, vector, agent) -> store.search(vector, agent).size());
  }

  /** Writes of stock SQLite, in a process that knows no other driver. */
  void sqlite(Path driver, int atOnce) {
    Path folder = temporary();
    try {
      Path own =
          Path.of(StockSqlite.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      var process =
          new ChildProcess(
              driver + System.getProperty("path.separator") + own,
              List.of("--enable-native-access=ALL-UNNAMED"));
      var arguments =
          List.of(
              folder.toString(),
              Long.toString(corpus.seed()),
              Integer.toString(atOnce),
              Integer.toString(single));
      Map<String, Double> rates = process.run(StockSqlite.class, "", arguments);
      note(BATCHES, "sqlite", Optional.ofNullable(rates.get("batched")).orElseThrow());
      note(SINGLE_WRITES, "sqlite", Optional.ofNullable(rates.get("single")).orElseThrow());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this code lies nowhere", e);
    } finally {
      delete(folder);
    }
  }

  private void search(String peer, int most, Search search) {
    int questions = Math.min(most, memories / 10);
    int warmUp = questions / 2;
    for (boolean own : new boolean[] {true, false}) {
      var random = new SplittableRandom(corpus.seed());
      var latencies = new Latencies();
      for (int i = 0; i < warmUp + questions; i++) {
        String question = corpus.question(random.nextInt(memories));
        float[] vector = vectors.of(question);
        Optional<String> agent =
            own ? Optional.of(SyntheticCorpus.agent(i % SyntheticCorpus.AGENTS)) : Optional.empty();
        long began = System.nanoTime();
        int hits = search.hits(question, vector, agent);
        long took = System.nanoTime() - began;
        if (hits == 0) {
          throw new IllegalStateException(peer + " answered with nothing");
        }
        if (i >= warmUp) {
          latencies.add(took);
        }
      }
      String name = own ? "own tenth, " : "all visible, ";
      note(name + "p50", peer, latencies.millis(0.5));
      note(name + "p99", peer, latencies.millis(0.99));
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("engram-peer-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  private static long size(Path folder) {
    long bytes = 0;
    for (Path file : files(folder)) {
      bytes += file.toFile().length();
    }
    return bytes;
  }

  private static List<Path> files(Path folder) {
    try (var paths = Files.walk(folder)) {
      return new ArrayList<>(paths.sorted(Comparator.reverseOrder()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static void delete(Path folder) {
    for (Path path : files(folder)) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete " + path, e);
      }
    }
  }
}
