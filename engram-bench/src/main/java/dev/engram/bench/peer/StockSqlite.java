package dev.engram.bench.peer;

import dev.engram.bench.synthetic.SyntheticCorpus;
import dev.engram.bench.synthetic.SyntheticCorpus.Item;
import dev.engram.bench.synthetic.SyntheticVectors;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The main class of a process of its own, with the stock SQLite driver alone on its class path: the
 * least that a durable, unencrypted memory must write. Prints {@code name rate} lines.
 */
public final class StockSqlite {
  private static final int DIMENSION = 384;

  private StockSqlite() {}

  /** Arguments: folder, seed, how many in batches, how many one at a time. */
  public static void main(String[] args) throws SQLException {
    Path file = Path.of(args[0]).resolve("stock.db");
    int batched = Integer.parseInt(args[2]);
    int single = Integer.parseInt(args[3]);
    var corpus = new SyntheticCorpus(Long.parseLong(args[1]), batched + single);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      prepare(connection);
      connection.setAutoCommit(false);
      try (var memory =
              connection.prepareStatement("INSERT INTO memory VALUES (?, ?, ?, ?, ?, ?)");
          var vector = connection.prepareStatement("INSERT INTO vector VALUES (?, ?)")) {
        var writing = new Writing(connection, memory, vector, corpus);
        report("batched", batched, writing.write(0, batched, 500));
        report("single", single, writing.write(batched, batched + single, 1));
      }
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute(
          "CREATE TABLE memory (id INTEGER PRIMARY KEY, agent TEXT, speaker TEXT, session TEXT,"
              + " said INTEGER, text TEXT)");
      statement.execute("CREATE INDEX by_agent ON memory (agent, said)");
      statement.execute("CREATE TABLE vector (id INTEGER PRIMARY KEY, bytes BLOB)");
    }
  }

  private static void report(String name, int count, long nanos) {
    System.out.println(name + " " + count * 1e9 / nanos);
  }

  private record Writing(
      Connection connection,
      PreparedStatement memory,
      PreparedStatement vector,
      SyntheticCorpus corpus) {

    /** How long it takes, vectors made beforehand excluded. */
    long write(int from, int to, int perCommit) throws SQLException {
      var vectors = new SyntheticVectors(DIMENSION);
      long nanos = 0;
      for (int start = from; start < to; start += perCommit) {
        int end = Math.min(to, start + perCommit);
        var items = new Item[end - start];
        var bytes = new byte[end - start][];
        for (int i = start; i < end; i++) {
          items[i - start] = corpus.item(i);
          bytes[i - start] = bytes(vectors.of(items[i - start].text()));
        }
        long began = System.nanoTime();
        for (int i = start; i < end; i++) {
          insert(i, items[i - start], bytes[i - start]);
        }
        connection.commit();
        nanos += System.nanoTime() - began;
      }
      return nanos;
    }

    private void insert(int id, Item item, byte[] bytes) throws SQLException {
      memory.setInt(1, id);
      memory.setString(2, item.agent());
      memory.setString(3, item.speaker());
      memory.setString(4, item.session());
      memory.setLong(5, item.when().toEpochMilli());
      memory.setString(6, item.text());
      memory.executeUpdate();
      vector.setInt(1, id);
      vector.setBytes(2, bytes);
      vector.executeUpdate();
    }

    private static byte[] bytes(float[] vector) {
      var buffer = ByteBuffer.allocate(4 * vector.length);
      buffer.asFloatBuffer().put(vector);
      return buffer.array();
    }
  }
}
