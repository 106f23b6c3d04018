package dev.engram.bench.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalEvalTest {
  /** The labelled set, where somebody has it at hand. */
  private static final Path SHARED = Path.of(System.getProperty("engram.temporal", "absent.json"));

  private static final String SET =
      """
      \uFEFF[
       {"Input": "The goat escaped yesterday.", "Context": {"ReferenceDateTime": "2024-03-13T00:00:00"},
        "Results": [{"Text": "yesterday", "Start": 17, "End": 25, "TypeName": "datetimeV2.date",
         "Resolution": {"values": [{"type": "date", "value": "2024-03-12"}]}}]},
       {"Input": "We hiked from 3 to 5 May 2023.", "Context": {"ReferenceDateTime": "2024-03-13T00:00:00"},
        "Results": [{"Text": "from 3 to 5 may 2023", "Start": 9, "End": 28, "Typename": "datetimeV2.daterange",
         "Resolution": {"values": [{"start": "2023-05-03", "end": "2023-05-05"}]}}]},
       {"Input": "The goat escaped tomorrow.", "Context": {"ReferenceDateTime": "2024-03-13T00:00:00"},
        "Results": [{"Text": "tomorrow", "Start": 17, "End": 24, "TypeName": "datetimeV2.date",
         "Resolution": {"values": [{"type": "date", "value": "1999-01-01"}]}}]},
       {"Input": "A goat is a goat.", "Results": []},
       {"Input": "Summer is lovely", "Results": [{"Text": "summer", "Start": 0, "End": 5,
         "TypeName": "datetimeV2.daterange", "Resolution": {"values": [{"value": "not resolved"}]}}]}
      ]
      """;

  @Test
  void countsWhatIsResolvedAndWhatIsNot(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("set.json"), SET.strip());
    TemporalScores scores = new TemporalEval().score(TemporalSet.read(file));
    assertThat(scores.inputs()).isEqualTo(5);
    assertThat(scores.dated()).isEqualTo(3);
    assertThat(scores.datedResolved()).isEqualTo(2);
    assertThat(scores.silent()).isEqualTo(1);
    assertThat(scores.falseAlarms()).isZero();
    assertThat(scores.crashes()).isZero();
    assertThat(scores.types())
        .hasEntrySatisfying("daterange", type -> assertThat(type.unresolved()).isEqualTo(1));
  }

  @Test
  void printsATableOrJson(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("set.json"), SET.strip());
    assertThat(printed(file, false)).contains("date or a date range: 3", "(66.7 %)");
    assertThat(printed(file, true)).contains("\"datedResolved\"", ": 2");
  }

  @Test
  void aFileOfAnotherLayoutIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("set.json"), "{}");
    assertThatThrownBy(() -> TemporalSet.read(file)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theDevelopmentSetIsResolved() {
    assumeTrue(Files.exists(SHARED));
    TemporalScores scores = new TemporalEval().score(TemporalSet.read(SHARED));
    assertThat(scores.datedResolved()).isGreaterThan(scores.dated() * 95 / 100);
    assertThat(scores.falseAlarms()).isLessThanOrEqualTo(3);
    assertThat(scores.crashes()).isZero();
  }

  private static String printed(Path file, boolean json) {
    var bytes = new ByteArrayOutputStream();
    new TemporalEvalJob(file, json).run(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
