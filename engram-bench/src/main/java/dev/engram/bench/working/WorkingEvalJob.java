package dev.engram.bench.working;

import dev.engram.bench.embed.CachedEmbedder;
import dev.engram.bench.eval.EvalSetup;
import dev.engram.bench.eval.LabelledSet;
import dev.engram.bench.eval.Models;
import dev.engram.bench.eval.SetFiles;
import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.FigureTable;
import dev.engram.bench.figure.Machine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures what a conversation adds to recall: the {@code eval working} command.
 *
 * @param set the set's folder
 * @param talks how many conversations are taken, from the first
 * @param seed of what is drawn
 */
public record WorkingEvalJob(Path set, int talks, long seed) {
  /**
   * Runs.
   *
   * @param progress told of the steps
   * @throws IllegalArgumentException if the folder holds no set of conversations
   */
  public FigureTable run(PrintStream progress) {
    LabelledSet labelled = first(SetFiles.read(set));
    if (labelled.kind() != LabelledSet.Kind.CONVERSATIONS) {
      throw new IllegalArgumentException(set + " holds no conversations");
    }
    EvalSetup setup = EvalSetup.defaults();
    var figures = new ArrayList<Figure>();
    CachedEmbedder model = Models.open(setup, embedded -> {}).orElseThrow();
    try (model) {
      try (var vault = new ConversationVault(model.lease())) {
        progress.println("  remembering " + labelled.name());
        labelled
            .conversations()
            .forEach(talk -> vault.remember(talk.texts(), TopicChanges.principal(talk)));
        progress.println("  topics");
        figures.addAll(new TopicChanges(labelled, vault, new Random(seed)).measure());
        progress.println("  follow-up questions");
        figures.addAll(new FollowUps(labelled, vault, new Random(seed)).measure());
      }
      try (var vault = new ConversationVault(model.lease())) {
        progress.println("  replay");
        figures.addAll(new Replay(labelled, vault, setup.recall().candidates()).measure());
      }
    }
    var setting = new LinkedHashMap<>(Machine.describe());
    setting.put("set", labelled.name());
    setting.put("seed", Long.toString(seed));
    setting.put("talks", Integer.toString(labelled.conversations().size()));
    return new FigureTable(setting, figures);
  }

  private LabelledSet first(LabelledSet whole) {
    List<LabelledSet.Conversation> some = whole.conversations().stream().limit(talks).toList();
    Set<String> names = some.stream().map(LabelledSet.Conversation::id).collect(Collectors.toSet());
    return new LabelledSet(
        whole.name(),
        whole.kind(),
        some,
        whole.questions().stream().filter(q -> names.contains(q.conversation())).toList());
  }
}
