package dev.engram.crash;

import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultOptions;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Remembered;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Feedback;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The process that {@link KillTest} kills. It writes from several threads for ever and prints one
 * line for each thing that is acknowledged, and, since an update or a forget may happen without its
 * answer being heard, one before it asks for it.
 *
 * <pre>
 *   opened
 *   stored ID TEXT          acknowledged
 *   updating ID TEXT        about to be asked for
 *   updated ID TEXT         acknowledged
 *   forgetting ID
 *   forgotten ID
 * </pre>
 */
final class BusyWriter {
  static final Principal REX = Principal.agent("rex");
  static final int BATCH = 20;
  private static final int THREADS = 3;
  private static final int WORDS = 400;

  private final MemoryGraph memory;
  private final Random random;
  private final String name;
  private final List<MemoryId> own = new ArrayList<>();
  private int written;

  private BusyWriter(MemoryGraph memory, String name, long seed) {
    this.memory = memory;
    this.name = name;
    this.random = new Random(seed);
  }

  static EngramOptions options() {
    return EngramOptions.defaults()
        .withEmbedder(WordEmbedder.usual())
        .withVault(VaultOptions.defaults().withSaveEvery(100).withReaders(2));
  }

  /** Arguments: the vault, a seed. */
  public static void main(String[] arguments) {
    long seed = Long.parseLong(arguments[1]);
    var memory = MemoryGraph.open(Path.of(arguments[0]), TestKeys.right(), options());
    say("opened");
    for (int i = 0; i < THREADS; i++) {
      var writer = new BusyWriter(memory, seed + "-" + i, seed + i);
      Thread.ofPlatform().name("busy-" + i).start(writer::writeForEver);
    }
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }

  @SuppressWarnings("InfiniteLoopStatement") // ends when the process is killed
  private void writeForEver() {
    while (true) {
      switch (random.nextInt(10)) {
        case 0 -> rememberMany();
        case 1, 2 -> update();
        case 3 -> forget();
        case 4 -> rememberFact();
        case 5 -> {
          if (random.nextInt(20) == 0) {
            memory.maintain();
          }
          judge();
        }
        default -> rememberTurn();
      }
    }
  }

  private String text(String kind) {
    return kind
        + " "
        + name
        + "."
        + written++
        + " w"
        + random.nextInt(WORDS)
        + " w"
        + random.nextInt(WORDS);
  }

  private void rememberTurn() {
    String text = text("turn");
    stored(memory.remember(Turn.said("busy", text).in("session " + name), REX), text);
  }

  private void rememberFact() {
    String subject = text("fact");
    Statement fact = Statement.of(subject, "is", "so");
    stored(memory.remember(fact, REX), fact.text());
  }

  private void rememberMany() {
    String batch = text("batch");
    var turns = new ArrayList<Turn>();
    for (int i = 0; i < BATCH; i++) {
      turns.add(Turn.note(batch + " /" + i));
    }
    List<Remembered> all = memory.remember(turns, REX);
    for (int i = 0; i < BATCH; i++) {
      stored(all.get(i), turns.get(i).text());
    }
  }

  private void stored(Remembered remembered, String text) {
    say("stored " + remembered.id() + " " + text);
    if (text.startsWith("turn")) {
      own.add(remembered.id());
    }
  }

  private void update() {
    if (!own.isEmpty()) {
      MemoryId id = own.get(random.nextInt(own.size()));
      String text = text("turn");
      say("updating " + id + " " + text);
      Remembered ignored = memory.update(id, Turn.said("busy", text), REX);
      say("updated " + ignored.id() + " " + text);
    }
  }

  /** Leaves judgements and counts of recalls behind, which a check of the vault looks at. */
  private void judge() {
    if (!own.isEmpty()) {
      MemoryId id = own.get(random.nextInt(own.size()));
      Recall recall = memory.recall(Query.of("turn w" + random.nextInt(WORDS)), REX);
      memory.feedback(
          id,
          random.nextBoolean() ? Feedback.helpful() : Feedback.unhelpful().to(recall.id()),
          REX);
    }
  }

  private void forget() {
    if (!own.isEmpty()) {
      MemoryId id = own.remove(random.nextInt(own.size()));
      say("forgetting " + id);
      memory.forget(id, REX);
      say("forgotten " + id);
    }
  }
}
