package dev.engram.cli.demo;

import dev.engram.MemoryGraph;
import dev.engram.cli.demo.Conversation.Question;
import dev.engram.cli.text.Glyphs;
import dev.engram.cli.text.MemoryCard;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Progress;
import dev.engram.cli.text.Style;
import dev.engram.cli.text.Times;
import dev.engram.query.Evidence;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the questions and shows the answers. */
final class Asking {
  /** An expected turn must be among so many. */
  static final int TOP = 5;

  private static final Map<String, String> KINDS =
      Map.of(
          "meaning", "By meaning: the answer shares no word with the question",
          "name", "By name: an exact word among many that mention it",
          "date", "By date: the answer was said then",
          "change", "What changed: older turns say otherwise");

  private final Page page;
  private final Checks checks;

  Asking(Page page, Checks checks) {
    this.page = page;
    this.checks = checks;
  }

  /** Asks every question once. */
  static List<Answer> ask(
      MemoryGraph memory, List<Question> questions, Principal principal, Progress progress) {
    var answers = new ArrayList<Answer>();
    for (Question question : questions) {
      progress.at("asking", answers.size() + 1, questions.size());
      long start = System.nanoTime();
      Recall recall = memory.recall(Query.of(question.text()).limit(TOP), principal);
      answers.add(new Answer(question, recall, Duration.ofNanos(System.nanoTime() - start)));
    }
    progress.close();
    return answers;
  }

  /** Shows the answers, grouped by what makes the questions hard. */
  void show(List<Answer> answers) {
    String kind = "";
    for (Answer answer : answers) {
      if (!answer.question().kind().equals(kind)) {
        kind = answer.question().kind();
        page.blank();
        page.line("   " + page.styled(Style.ACCENT, KINDS.getOrDefault(kind, kind)));
      }
      show(answer);
    }
  }

  private void show(Answer answer) {
    int room = page.width() - 5 - 8;
    page.line(
        "   "
            + checks.sign(answer.found())
            + " "
            + page.styled(Style.BOLD, Glyphs.padded(answer.question().text(), room))
            + page.styled(Style.DIM, Glyphs.aligned(Times.took(answer.took()), 8)));
    List<Hit> hits = answer.recall().hits();
    if (hits.isEmpty()) {
      page.line("       nothing");
      return;
    }
    show(1, hits.getFirst(), answer.question());
    if (answer.rank() > 1) {
      show(answer.rank(), hits.get(answer.rank() - 1), answer.question());
    }
  }

  private void show(int rank, Hit hit, Question question) {
    String start = "     " + rank + " ";
    String text = Glyphs.line(hit.text());
    int room = page.width() - start.length();
    page.line(
        start
            + question
                .answerIn(text)
                .map(words -> Glyphs.excerpt(text, at(text, words), end(text, words), room))
                .orElseGet(() -> Glyphs.clip(text, room)));
    String about =
        MemoryCard.who(hit.memory())
            + ", "
            + MemoryCard.when(hit.memory(), ZoneOffset.UTC)
            + " · "
            + why(hit);
    page.line(
        "       " + page.styled(Style.DIM, Glyphs.clip(about, page.width() - start.length())));
  }

  private static int at(String text, String words) {
    return text.indexOf(words);
  }

  private static int end(String text, String words) {
    return at(text, words) + words.length();
  }

  /** What each signal added to the score, in one line. */
  private static String why(Hit hit) {
    return hit.evidence().stream().map(Asking::why).collect(Collectors.joining(", "));
  }

  private static String why(Evidence said) {
    return String.format(Locale.ROOT, "%s %+.2f", said.signal(), said.contribution());
  }
}
