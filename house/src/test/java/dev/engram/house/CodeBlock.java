package dev.engram.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fenced block of a page.
 *
 * @param page the page
 * @param line where its first line stands, from 1
 * @param words what follows the fence, for example {@code java run}
 * @param text what is inside
 */
record CodeBlock(Path page, int line, List<String> words, String text) {
  static List<CodeBlock> in(Path page) {
    var blocks = new ArrayList<CodeBlock>();
    List<String> lines = Repository.read(page).lines().toList();
    int opened = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```")) {
        if (opened < 0) {
          opened = i;
        } else {
          var words = Arrays.asList(lines.get(opened).substring(3).strip().split("\\s+"));
          String text = String.join("\n", lines.subList(opened + 1, i)) + "\n";
          blocks.add(new CodeBlock(page, opened + 2, words, text));
          opened = -1;
        }
      }
    }
    return blocks;
  }

  static List<CodeBlock> of(String language) {
    return Repository.pages().stream()
        .flatMap(page -> in(page).stream())
        .filter(block -> block.words.getFirst().equals(language))
        .toList();
  }

  boolean is(String word) {
    return words.contains(word);
  }

  /** Whether it is a whole program, which begins at its {@code main}. */
  boolean isProgram() {
    return text.contains("void main(");
  }

  @Override
  public String toString() {
    return Repository.name(page) + ":" + line;
  }
}
