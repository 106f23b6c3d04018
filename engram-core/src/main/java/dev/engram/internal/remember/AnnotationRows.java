package dev.engram.internal.remember;

import dev.engram.internal.capture.Captured;
import dev.engram.internal.capture.importance.Importance;
import dev.engram.internal.capture.metadata.MetadataJson;
import dev.engram.internal.remember.Preparation.Ready;
import dev.engram.internal.vault.AnnotationTable;
import dev.engram.memory.Affect;
import dev.engram.memory.Annotations;
import dev.engram.memory.Metadata;
import dev.engram.memory.TieredContent;
import dev.engram.memory.TimeSpan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Between annotations as capture finds them and as the vault keeps them. */
public final class AnnotationRows {
  private AnnotationRows() {}

  /** The row of a prepared memory, if capture looked at it. */
  static Optional<AnnotationTable.Row> of(Ready ready) {
    Captured captured = ready.captured();
    return captured
        .sizes()
        .map(sizes ->
            new AnnotationTable.Row(
                unless(sizes.summary(), sizes.full()),
                unless(sizes.keyFact(), sizes.summary()),
                sizes.tag(),
                Stream.of(
                        sizes.fullTokens(),
                        sizes.summaryTokens(),
                        sizes.keyFactTokens(),
                        sizes.tagTokens())
                    .map(String::valueOf)
                    .toList(),
                captured.affect().valence(),
                captured.affect().intensity(),
                captured.metadata().equals(Metadata.NONE)
                    ? Optional.empty()
                    : Optional.of(MetadataJson.write(captured.metadata())),
                times(captured.times()),
                reasons(captured)));
  }

  /** The annotations of a prepared memory, if capture looked at it. */
  static Optional<Annotations> annotations(Ready ready) {
    Captured captured = ready.captured();
    return captured
        .sizes()
        .map(sizes ->
            new Annotations(
                sizes,
                captured.affect(),
                captured.metadata(),
                captured.times(),
                reasons(captured)));
  }

  /** The annotations that a row holds. */
  public static Annotations read(AnnotationTable.Row row, String full) {
    String summary = row.summary().orElse(full);
    List<Integer> tokens = row.tokens().stream().map(Integer::valueOf).toList();
    var sizes =
        new TieredContent(
            full,
            summary,
            row.keyFact().orElse(summary),
            row.tag(),
            tokens.get(0),
            tokens.get(1),
            tokens.get(2),
            tokens.get(3));
    return new Annotations(
        sizes,
        new Affect(row.valence(), row.intensity()),
        row.metadata().map(MetadataJson::read).orElse(Metadata.NONE),
        spans(row.times()),
        row.reasons());
  }

  private static Optional<String> unless(String text, String same) {
    return text.equals(same) ? Optional.empty() : Optional.of(text);
  }

  private static List<String> reasons(Captured captured) {
    return captured.importance().map(Importance::reasons).orElse(List.of()).stream()
        .map(AnnotationRows::line)
        .toList();
  }

  private static String line(Importance.Reason reason) {
    return String.format(Locale.ROOT, "%s (%+.2f)", reason.name(), reason.contribution());
  }

  private static List<String> times(List<TimeSpan> spans) {
    var micros = new ArrayList<String>(2 * spans.size());
    for (TimeSpan span : spans) {
      micros.add(Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, span.from())));
      micros.add(Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, span.to())));
    }
    return micros;
  }

  private static List<TimeSpan> spans(List<String> micros) {
    var spans = new ArrayList<TimeSpan>(micros.size() / 2);
    for (int i = 0; i + 1 < micros.size(); i += 2) {
      spans.add(new TimeSpan(instant(micros.get(i)), instant(micros.get(i + 1))));
    }
    return spans;
  }

  private static Instant instant(String micros) {
    return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
  }
}
