package dev.engram.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.bench.load.Spans.Span;
import org.junit.jupiter.api.Test;

class SpansTest {
  @Test
  void tellsOverlappingFromLyingWithin() {
    var writes = spans(new Span(10, 20), new Span(30, 40));
    var reads = spans(new Span(0, 9), new Span(12, 15), new Span(18, 25), new Span(21, 29));
    assertThat(writes.overlapping(reads)).isEqualTo(2);
    assertThat(writes.holding(reads)).isEqualTo(1);
  }

  private static Spans spans(Span... all) {
    var spans = new Spans();
    for (Span span : all) {
      spans.add(span);
    }
    return spans;
  }
}
