package dev.engram.bench.eval;

import dev.engram.bench.tune.Lesson;
import dev.engram.config.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lessons as text, for whoever wants to fit them otherwise. Stateless. */
final class LessonFile {
  private LessonFile() {}

  /**
   * Writes lines of {@code set, conversation, number of the lesson, text, 1 if it answers, number of
   * answers} and one value a signal, separated by tabs, under a line of names.
   */
  static void write(Path file, List<Lesson> lessons) {
    try (var out = Files.newBufferedWriter(file)) {
      out.write("set\tconversation\tlesson\ttext\tgold\tanswers");
      for (Signal signal : Signal.values()) {
        out.write('\t' + signal.label());
      }
      for (int i = 0; i < lessons.size(); i++) {
        Lesson lesson = lessons.get(i);
        for (int row = 0; row < lesson.texts().length; row++) {
          out.write('\n' + lesson.set() + '\t' + lesson.conversation() + '\t' + i);
          out.write('\t' + lesson.texts()[row] + '\t' + (lesson.gold()[row] ? 1 : 0));
          out.write("\t" + lesson.answers());
          for (float value : lesson.signals()[row]) {
            out.write("\t" + value);
          }
        }
      }
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
