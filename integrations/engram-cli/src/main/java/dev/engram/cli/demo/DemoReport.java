package dev.engram.cli.demo;

import dev.engram.cli.demo.Checks.Check;
import dev.engram.cli.text.Json;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the demonstration measured.
 *
 * @param stored how many turns were stored
 * @param remembering how long that took
 * @param found how much was found in them
 * @param answers of the first asking
 * @param vaultBytes size of the closed file
 * @param chiSquare of the closed file's bytes
 * @param opening how long it took to open the vault again
 * @param total from the first line to the last
 * @param checks what was claimed
 */
record DemoReport(
    int stored,
    Duration remembering,
    Knowledge.Size found,
    List<Answer> answers,
    long vaultBytes,
    double chiSquare,
    Duration opening,
    Duration total,
    List<Check> checks) {

  boolean passed() {
    return checks.stream().allMatch(Check::passed);
  }

  long answered() {
    return answers.stream().filter(Answer::found).count();
  }

  long first() {
    return answers.stream().filter(answer -> answer.rank() == 1).count();
  }

  Duration medianRecall() {
    return median(Answer::took);
  }

  Duration medianEmbedding() {
    return median(Answer::embedding);
  }

  Duration slowestRecall() {
    return answers.stream().map(Answer::took).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private Duration median(Function<Answer, Duration> of) {
    return answers.stream()
        .map(of)
        .sorted()
        .skip(answers.size() / 2)
        .findFirst()
        .orElse(Duration.ZERO);
  }

  ObjectNode json() {
    var result =
        Json.object()
            .put("passed", passed())
            .put("stored", stored)
            .put("rememberMillis", remembering.toMillis())
            .put("facts", found.facts())
            .put("entities", found.entities());
    var all = result.putArray("answers");
    for (Answer answer : answers) {
      all.addObject()
          .put("question", answer.question().text())
          .put("kind", answer.question().kind())
          .put("rank", answer.rank())
          .put("micros", answer.took().toNanos() / 1_000)
          .put("embedMicros", answer.embedding().toNanos() / 1_000);
    }
    result
        .put("found", answered())
        .put("vaultBytes", vaultBytes)
        .put("chiSquare", chiSquare)
        .put("openMillis", opening.toMillis())
        .put("totalMillis", total.toMillis());
    var claims = result.putArray("checks");
    for (Check check : checks) {
      claims.addObject().put("name", check.name()).put("passed", check.passed());
    }
    return result;
  }
}
