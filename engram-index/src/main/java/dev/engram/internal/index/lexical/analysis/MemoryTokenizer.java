package dev.engram.internal.index.lexical.analysis;

import java.io.IOException;
import java.io.Reader;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Folds a text and cuts it. Carries no offsets: nothing is highlighted from an index. */
final class MemoryTokenizer extends Tokenizer {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute advance = addAttribute(PositionIncrementAttribute.class);
  private final KeywordAttribute exact = addAttribute(KeywordAttribute.class);
  private final Purpose purpose;
  private final Tokens tokens = new Tokens();
  private Segmenter segmenter;

  MemoryTokenizer(Purpose purpose) {
    this.purpose = purpose;
    this.segmenter = new Segmenter("", false, tokens);
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    tokens.clear();
    segmenter = new Segmenter(Folding.fold(read(input)), purpose == Purpose.DOCUMENT, tokens);
  }

  @Override
  public boolean incrementToken() {
    clearAttributes();
    var token = tokens.next();
    while (token.isEmpty() && segmenter.next()) {
      token = tokens.next();
    }
    token.ifPresent(this::copy);
    return token.isPresent();
  }

  private void copy(Token token) {
    term.append(token.term());
    advance.setPositionIncrement(token.advance());
    exact.setKeyword(token.exact());
  }

  private String read(Reader reader) throws IOException {
    var text = new StringBuilder();
    char[] buffer = new char[Math.min(purpose.longestText(), 8192)];
    int count = reader.read(buffer);
    while (count >= 0 && text.length() < purpose.longestText()) {
      text.append(buffer, 0, count);
      count = reader.read(buffer);
    }
    text.setLength(Math.min(text.length(), purpose.longestText()));
    return text.toString();
  }
}
