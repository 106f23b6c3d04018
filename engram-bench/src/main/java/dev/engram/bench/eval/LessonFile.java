package dev.engram.bench.eval;

import dev.engram.bench.tune.Lesson;
import dev.engram.config.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lessons as text, for whoever wants to fit them otherwise. Stateless. */
final class LessonFile {
  private static final int FIXED = 6;

  private LessonFile() {}

  /**
   * Writes lines of {@code set, conversation, number of the lesson, text, 1 if it answers, number
   * of answers} and one value a signal, separated by tabs, under a line of names.
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

  /** Reads what {@link #write} wrote; signals that it does not name are zero. */
  static List<Lesson> read(Path file) {
    try (var in = Files.newBufferedReader(file)) {
      List<Optional<Signal>> columns = columns(in.readLine());
      var lessons = new ArrayList<Lesson>();
      var rows = new ArrayList<String[]>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] row = line.split("\t", -1);
        if (row.length != FIXED + columns.size()) {
          throw new IllegalArgumentException(file + " has a line of " + row.length + " columns");
        }
        if (!rows.isEmpty() && !rows.getFirst()[2].equals(row[2])) {
          lessons.add(lesson(rows, columns));
          rows.clear();
        }
        rows.add(row);
      }
      if (!rows.isEmpty()) {
        lessons.add(lesson(rows, columns));
      }
      return lessons;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static List<Optional<Signal>> columns(@Nullable String names) {
    String[] all = names == null ? new String[0] : names.split("\t", -1);
    return Arrays.stream(all).skip(FIXED).map(Lessons::signal).toList();
  }

  private static Lesson lesson(List<String[]> rows, List<Optional<Signal>> columns) {
    float[][] signals = new float[rows.size()][Signal.values().length];
    String[] texts = new String[rows.size()];
    boolean[] gold = new boolean[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      String[] row = rows.get(i);
      texts[i] = row[3];
      gold[i] = row[4].equals("1");
      for (int column = 0; column < columns.size(); column++) {
        if (columns.get(column).isPresent()) {
          signals[i][columns.get(column).get().column()] = Float.parseFloat(row[FIXED + column]);
        }
      }
    }
    String[] first = rows.getFirst();
    return new Lesson(first[0], first[1], signals, texts, gold, Integer.parseInt(first[5]));
  }
}
