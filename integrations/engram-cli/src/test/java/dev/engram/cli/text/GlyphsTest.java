package dev.engram.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlyphsTest {
  @Test
  void aLineHasNoControlCharacters() {
    assertThat(Glyphs.line(" a\tb\r\nc\u001B[2J\u0000 ")).isEqualTo("a b c\uFFFD[2J\uFFFD");
    assertThat(Glyphs.line("a\u202Eb\u2066c")).isEqualTo("a\uFFFDb\uFFFDc");
    assertThat(Glyphs.line("👩\u200D🚀 ok")).isEqualTo("👩\u200D🚀 ok");
  }

  @Test
  void widthCountsColumns() {
    assertThat(Glyphs.width("日本")).isEqualTo(4);
    assertThat(Glyphs.width("e\u0301")).isEqualTo(1);
    assertThat(Glyphs.clip("日本語", 5)).isEqualTo("日本…");
    assertThat(Glyphs.clip("short", 5)).isEqualTo("short");
    assertThat(Glyphs.aligned("日", 4)).isEqualTo("  日");
  }

  @Test
  void wrappedLinesFitAndLoseNothing() {
    String text = "a few words, then averyveryverylongword日本語日本語, and the end";
    var lines = Wrapping.lines(text, 10);
    assertThat(lines).allMatch(line -> Glyphs.width(line) <= 10);
    assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
    assertThat(Wrapping.lines("", 10)).containsExactly("");
  }

  @Test
  void anExcerptShowsWhatMatters() {
    String text = "One thing. Another thing, which is long. The part that matters is here, at last";
    int from = text.indexOf("matters");
    assertThat(Glyphs.excerpt(text, from, from + 7, 40))
        .startsWith("…The part that matters")
        .matches(shown -> Glyphs.width(shown) <= 40);
    assertThat(Glyphs.excerpt(text, 0, 3, 40)).startsWith("One thing").endsWith("…");
  }
}
