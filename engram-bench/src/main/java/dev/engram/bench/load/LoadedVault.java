package dev.engram.bench.load;

import dev.engram.MemoryGraph;
import dev.engram.bench.embed.SyntheticEmbedder;
import dev.engram.bench.synthetic.SyntheticCorpus;
import dev.engram.bench.synthetic.SyntheticCorpus.Item;
import dev.engram.bench.vault.TemporaryVault;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.query.Trace;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.util.ArrayList;
import java.util.List;

/** A temporary vault that fills with a generated corpus. For one thread. */
final class LoadedVault implements AutoCloseable {
  private static final Principal HOST = Principal.admin("host");
  private final TemporaryVault vault = TemporaryVault.create();
  private final SyntheticCorpus corpus;
  private MemoryGraph memory;
  private int held;

  LoadedVault(SyntheticCorpus corpus) {
    this.corpus = corpus;
    this.memory = vault.open(options());
  }

  static EngramOptions options() {
    return EngramOptions.defaults()
        .withEmbedder(new SyntheticEmbedder())
        .withCapture(CaptureOptions.defaults().off());
  }

  MemoryGraph memory() {
    return memory;
  }

  TemporaryVault vault() {
    return vault;
  }

  SyntheticCorpus corpus() {
    return corpus;
  }

  int held() {
    return held;
  }

  /** Whoever sees everything. */
  static Principal host() {
    return HOST;
  }

  /** An agent, who sees its own tenth. */
  static Principal agent(int number) {
    return Principal.agent(SyntheticCorpus.agent(number));
  }

  static Turn turn(Item item) {
    return Turn.said(item.speaker(), item.text())
        .in(item.session())
        .at(item.when())
        .to(Scope.agent(item.agent()));
  }

  /** The next items of the corpus. */
  List<Turn> next(int count) {
    var turns = new ArrayList<Turn>(count);
    for (int i = 0; i < count; i++) {
      turns.add(turn(corpus.item(held++)));
    }
    return turns;
  }

  /** Remembers up to {@code total} items, in batches. */
  void fill(int total, int batch) {
    while (held < total) {
      memory.remember(next(Math.min(batch, total - held)), HOST);
    }
  }

  /**
   * Does all idle work.
   *
   * @return how the last search for meaning was done
   */
  String settle() {
    memory.maintain();
    return way();
  }

  private String way() {
    Query query = Query.of(corpus.question(0));
    return memory.recall(query, HOST).trace().stages().stream()
        .filter(stage -> stage.name().equals("semantic"))
        .map(Trace.Stage::detail)
        .findFirst()
        .orElse("none");
  }

  void closeEngine() {
    memory.close();
  }

  void openEngine() {
    memory = vault.open(options());
  }

  @Override
  public void close() {
    memory.close();
    vault.close();
  }
}
