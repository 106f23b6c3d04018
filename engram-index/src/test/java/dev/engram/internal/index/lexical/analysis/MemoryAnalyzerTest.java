package dev.engram.internal.index.lexical.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryAnalyzerTest {
  private static final AnalyzerOptions PLAIN = new AnalyzerOptions(Stemming.NONE, StopWords.KEPT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          see foo_bar now        | see foo_bar+foo bar now
          a.b                    | a.b+a b
          open file.rs, please   | open file.rs+file rs please
          (@user) said           | @user+user said
          #tag!                  | #tag+tag
          /etc/x.conf            | /etc/x.conf+etc x.conf+x conf
          "C:\\dir\\x.txt"       | c:\\dir\\x.txt+c dir x.txt+x txt
          C:\\dir\\x             | c:\\dir\\x+c dir x
          ~/.ssh/id              | .ssh/id+ssh id
          ../up.md               | ../up.md+up.md+up md
          https://a.example/p?q=1 | https://a.example/p?q=1+https a.example+a example p q 1
          ana.b@mail.example     | ana.b@mail.example+ana.b+ana b mail.example+mail example
          release 1.2.3.         | release 1.2.3+1 2 3
          v1.2.3                 | v1.2.3+1.2.3+v1+v 1 2 3
          order-1234             | order-1234+order 1234
          getUserName()          | getusername+get user name
          HTTPServer             | httpserver+http server
          two IDs                | two ids
          wi-fi                  | wi-fi+wifi+wi fi
          10km 3pm               | 10km+10 km 3pm+3 pm
          a716ef3b9              | a716ef3b9
          1,200 or 1,2           | 1200 or 1 2
          c++ c# 50%             | c+++c c#+c 50%+50
          std::io __init__       | std::io+std io __init__+init
          --verbose              | --verbose+verbose
          wait...what            | wait what
          Ana's don't we're      | ana dont we
          O’Brien l'école        | obrien+brien lecole+ecole
          mother-in-law's        | mother-in-law+mother in law
          Café NAÏVE Straße Ærø  | cafe naive strasse aero
          Cafe\u0301             | cafe
          Ἀθῆναι ΌΣΟΣ            | αθηναι οσοσ
          ёж                     | еж
          ｆｕｌｌ ﬁne              | full fine
          so\u00ADft ze\u200Dro  | soft zero
          東京都                  | 東+東京 京+京都 都
          foo中文bar              | foo 中+中文 文 bar
          カラー                  | カ+カラ ラ+ラー ー
          서울                    | 서+서울 울
          #東京                   | #東京+東+東京 京
          yay 🎉🎉               | yay 🎉 🎉
          OR NOT * : " ( NEAR    | or not near
          ...!?                  | ``
          """)
  void cutsIntoWholesAndParts(String text, String expected) {
    assertThat(layout(terms(PLAIN, Purpose.DOCUMENT, unescaped(text))))
        .isEqualTo(unescaped(expected));
  }

  @ParameterizedTest
  @CsvSource({"東京都,東京 京都", "猫,猫", "猫が foo,猫が foo"})
  void queriesPairUnspacedCharacters(String text, String expected) {
    assertThat(layout(terms(PLAIN, Purpose.QUERY, text))).isEqualTo(expected);
  }

  @Test
  void stemsWordsAndNothingElse() {
    var options = new AnalyzerOptions(Stemming.KROVETZ, StopWords.KEPT);

    assertThat(layout(terms(options, Purpose.DOCUMENT, "happy ponies, ponies_day")))
        .isEqualTo("happy pony ponies_day+pony day");
  }

  @ParameterizedTest
  @CsvSource({
    "NONE,connected ponies",
    "MINIMAL,connected pony",
    "KROVETZ,connected pony",
    "PORTER,connect poni"
  })
  void stemsAsTold(Stemming stemming, String expected) {
    var options = new AnalyzerOptions(stemming, StopWords.KEPT);

    assertThat(layout(terms(options, Purpose.QUERY, "connected ponies"))).isEqualTo(expected);
  }

  @Test
  void flagsStopWordsOrDropsThem() {
    var flagged = new AnalyzerOptions(Stemming.PORTER, StopWords.DROPPED_FROM_QUERIES);
    var dropped = new AnalyzerOptions(Stemming.PORTER, StopWords.DROPPED);

    assertThat(terms(flagged, Purpose.DOCUMENT, "Where is Ana?"))
        .extracting(Seen::stop)
        .containsExactly(true, true, false);
    assertThat(layout(terms(dropped, Purpose.DOCUMENT, "Where is Ana?"))).isEqualTo("ana");
    assertThat(flagged.signature()).isNotEqualTo(dropped.signature());
  }

  @Test
  void readsAsMuchAsThePurposeAllows() {
    String text = "x ".repeat(Purpose.DOCUMENT.longestText()) + "end";

    assertThat(terms(PLAIN, Purpose.DOCUMENT, text))
        .hasSize(Purpose.DOCUMENT.longestText() / 2)
        .extracting(Seen::term)
        .containsOnly("x");
  }

  @Test
  void boundsEveryTerm() {
    String key = "QmFzZTY0".repeat(1000);

    assertThat(terms(PLAIN, Purpose.DOCUMENT, key + " " + "a/".repeat(500) + "b"))
        .allSatisfy(seen -> assertThat(seen.term()).hasSizeLessThanOrEqualTo(256));
  }

  @Test
  void takesAnyCharactersWithoutThrowing() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    String spice = "aZ9_-./\\:@#+&=%~?$',  \uD800\uDC00東カ\u0301\u200Dß🎉İ\u0E01\u0E31ﷺ";
    for (int round = 0; round < 3000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(40); i >= 0; i--) {
        text.append(
            random.nextInt(4) == 0
                ? (char) random.nextInt(0x10000)
                : spice.charAt(random.nextInt(spice.length())));
      }
      var seen = terms(AnalyzerOptions.defaults(), Purpose.DOCUMENT, text.toString());
      assertThat(seen)
          .as("seed %d, round %d", seed, round)
          .allSatisfy(each -> assertThat(each.term()).isNotBlank())
          .allSatisfy(each -> assertThat(each.advance()).isBetween(0, 1));
      if (!seen.isEmpty()) {
        assertThat(seen.getFirst().advance()).as("seed %d", seed).isEqualTo(1);
      }
    }
  }

  private record Seen(String term, int advance, boolean stop) {}

  private static List<Seen> terms(AnalyzerOptions options, Purpose purpose, String text) {
    var seen = new ArrayList<Seen>();
    try (var analyzer = new MemoryAnalyzer(options, purpose);
        var stream = analyzer.tokenStream("text", text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      var advance = stream.addAttribute(PositionIncrementAttribute.class);
      var flags = stream.addAttribute(FlagsAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        boolean stop = flags.getFlags() == MemoryAnalyzer.STOP_WORD;
        seen.add(new Seen(term.toString(), advance.getPositionIncrement(), stop));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seen;
  }

  /** Terms of one position joined by +, positions by a space. */
  private static String layout(List<Seen> seen) {
    var text = new StringBuilder();
    for (var each : seen) {
      if (!text.isEmpty()) {
        text.append(each.advance() == 0 ? "+" : " ");
      }
      text.append(each.term());
    }
    return text.toString();
  }

  private static String unescaped(String text) {
    return text.replace("\\\\", "\\");
  }
}
