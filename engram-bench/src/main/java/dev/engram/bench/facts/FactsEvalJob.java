package dev.engram.bench.facts;

import dev.engram.bench.facts.FactCorpus.Dialogue;
import dev.engram.bench.facts.FactCorpus.Gold;
import dev.engram.bench.facts.FactCorpus.Said;
import dev.engram.internal.capture.language.Language;
import dev.engram.internal.capture.proposition.Proposition;
import dev.engram.internal.capture.proposition.Propositions;
import dev.engram.internal.capture.text.Utterance;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates what capture makes of dialogues: the {@code eval facts} command.
 *
 * @param dir a folder of dialogues with their listed facts
 * @param json whether figures are printed as JSON
 */
public record FactsEvalJob(Path dir, boolean json) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Prints the figures. */
  public void run(PrintStream out) {
    FactCorpus corpus = FactCorpus.read(dir);
    Judgements judgements = Judgements.read(dir);
    var propositions = new Propositions(new Language());
    warm(corpus, propositions);
    var score = new FactScore();
    for (Dialogue dialogue : corpus.dialogues()) {
      for (Said said : dialogue.turns()) {
        List<Gold> gold = gold(dialogue, said);
        long start = THREADS.getCurrentThreadCpuTime();
        List<Proposition> found =
            propositions.in(utterance(dialogue, said), before(dialogue, said));
        long took = THREADS.getCurrentThreadCpuTime() - start;
        score.turn(dialogue, said.turn(), gold, found, judgements, took);
      }
    }
    if (json) {
      score.json(out);
    } else {
      score.table(out);
    }
  }

  /** Prints every extracted fact, a line each, tab-separated, with a header. */
  public void dump(PrintStream out) {
    each(
        out,
        "dialogue\tturn\ttext\tsubject\tpredicate\tobject\tnegated\tmodality\tcategory\tconfidence",
        (dialogue, said, found, gold) -> {
          for (Proposition fact : found) {
            out.println(
                String.join(
                    "\t",
                    dialogue.id(),
                    said.turn(),
                    fact.text(),
                    fact.subject(),
                    fact.predicate(),
                    fact.object(),
                    String.valueOf(fact.negated()),
                    fact.modality().label(),
                    fact.category().label(),
                    String.format(Locale.ROOT, "%.2f", fact.confidence())));
          }
        });
  }

  /** Prints listed facts that were not found and found ones that match none, with their turns. */
  public void misses(PrintStream out) {
    each(
        out,
        "dialogue\tturn\tkind\tfact",
        (dialogue, said, found, gold) -> {
          FactMatcher.Pairs pairs = FactMatcher.match(gold, found);
          for (int g = 0; g < gold.size(); g++) {
            if (!pairs.goldToFound().containsKey(g) && !gold.get(g).optional()) {
              out.println(
                  String.join("\t", dialogue.id(), said.turn(), "missed", gold.get(g).text()));
            }
          }
          Map<Integer, Integer> taken = pairs.goldToFound();
          for (int f = 0; f < found.size(); f++) {
            if (!taken.containsValue(f) && !pairs.alike().contains(f)) {
              Proposition fact = found.get(f);
              String triple =
                  fact.text()
                      + " ["
                      + fact.subject()
                      + " | "
                      + fact.predicate()
                      + " | "
                      + fact.object()
                      + " | "
                      + fact.modality().label()
                      + "]";
              out.println(String.join("\t", dialogue.id(), said.turn(), "unlisted", triple));
            }
          }
        });
  }

  private interface Each {
    void turn(Dialogue dialogue, Said said, List<Proposition> found, List<Gold> gold);
  }

  private void each(PrintStream out, String header, Each each) {
    out.println(header);
    var propositions = new Propositions(new Language());
    for (Dialogue dialogue : FactCorpus.read(dir).dialogues()) {
      for (Said said : dialogue.turns()) {
        each.turn(
            dialogue,
            said,
            propositions.in(utterance(dialogue, said), before(dialogue, said)),
            gold(dialogue, said));
      }
    }
  }

  private static List<Gold> gold(Dialogue dialogue, Said said) {
    return dialogue.facts().stream().filter(fact -> fact.turn().equals(said.turn())).toList();
  }

  private static List<Utterance> before(Dialogue dialogue, Said said) {
    int at = dialogue.turns().indexOf(said);
    return dialogue.turns().subList(Math.max(0, at - 4), at).stream()
        .map(earlier -> utterance(dialogue, earlier))
        .toList();
  }

  private static void warm(FactCorpus corpus, Propositions propositions) {
    for (int round = 0; round < 5; round++) {
      for (Dialogue dialogue : corpus.dialogues()) {
        for (Said said : dialogue.turns()) {
          propositions.in(utterance(dialogue, said));
        }
      }
    }
  }

  private static Utterance utterance(Dialogue dialogue, Said said) {
    return new Utterance(
        said.text(),
        Optional.of(said.speaker()),
        dialogue.addressee(said.speaker()),
        said.when(),
        said.zone());
  }
}
