package dev.engram.bench.working;

import dev.engram.MemoryGraph;
import dev.engram.bench.eval.LabelledSet.Text;
import dev.engram.bench.vault.TemporaryVault;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Remembered;
import dev.engram.memory.Turn;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import dev.engram.spi.Embedder;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A vault that turns are remembered in, without facts, and that tells them by their ids. */
final class ConversationVault implements AutoCloseable {
  private static final int BATCH = 128;
  private static final int MOST_CHARACTERS = 2_000;

  private final TemporaryVault vault = TemporaryVault.create();
  private final MemoryGraph memory;
  private final Map<MemoryId, Set<String>> texts = new HashMap<>();

  ConversationVault(Embedder embedder) {
    this.memory =
        vault.open(
            EngramOptions.defaults()
                .withoutBackground()
                .withEmbedder(embedder)
                .withCapture(CaptureOptions.defaults().in(ZoneOffset.UTC).off()));
  }

  MemoryGraph memory() {
    return memory;
  }

  void remember(List<Text> said, Principal principal) {
    for (int from = 0; from < said.size(); from += BATCH) {
      var ids = new ArrayList<String>();
      var turns = new ArrayList<Turn>();
      for (Text text : said.subList(from, Math.min(said.size(), from + BATCH))) {
        if (!words(text).isBlank()) {
          ids.add(text.id());
          turns.add(turn(text));
        }
      }
      if (turns.isEmpty()) {
        continue;
      }
      List<Remembered> answers = memory.remember(turns, principal);
      for (int i = 0; i < ids.size(); i++) {
        texts.computeIfAbsent(answers.get(i).id(), first -> new LinkedHashSet<>()).add(ids.get(i));
      }
    }
  }

  /** The ids of recalled texts, best first. */
  List<String> ids(Recall recall, int most) {
    return recall.hits().stream()
        .flatMap(hit -> texts.getOrDefault(hit.id(), Set.of()).stream())
        .distinct()
        .limit(most)
        .toList();
  }

  /** The beginning of what was said, as memory and conversation take it. */
  static String words(Text text) {
    String words = text.words().replace('\0', ' ').strip();
    return words.codePointCount(0, words.length()) <= MOST_CHARACTERS
        ? words
        : words.substring(0, words.offsetByCodePoints(0, MOST_CHARACTERS));
  }

  private static Turn turn(Text text) {
    String words = words(text);
    Turn turn =
        text.speaker().map(speaker -> Turn.said(speaker, words)).orElseGet(() -> Turn.note(words));
    turn = text.session().map(turn::in).orElse(turn);
    return text.when().map(turn::at).orElse(turn);
  }

  @Override
  public void close() {
    memory.close();
    vault.close();
  }
}
