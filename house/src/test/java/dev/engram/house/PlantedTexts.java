package dev.engram.house;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Every text that some test gives to a memory or a question, or keeps in a constant, taken from the
 * tests' own sources, and everything that begins with {@code CANARY-}. Searching is linear in what
 * is searched.
 */
final class PlantedTexts {
  static final String CANARY = "CANARY-";

  /** Shorter ones are too likely to stand in a log for another reason. */
  private static final int SHORTEST = 16;

  /** What a test's own methods take may be a name as well, unless it has so many words. */
  private static final int SENTENCE = 5;

  private static final Set<String> MATERIALS =
      Set.of(
          "Turn",
          "Statement",
          "Routine",
          "Document",
          "ToolResult",
          "Summary",
          "Finding",
          "Query",
          "FactQuery",
          "Evolution");

  private static final Set<String> TAKERS =
      Set.of("remembered", "remember", "heard", "said", "note", "embedQuery");

  private final Set<String> texts;

  /** Texts by their first characters. */
  private final Map<String, List<String>> byStart = new HashMap<>();

  private PlantedTexts(Set<String> texts) {
    this.texts = texts;
    for (String text : texts) {
      byStart.computeIfAbsent(text.substring(0, SHORTEST), start -> new ArrayList<>()).add(text);
    }
  }

  static PlantedTexts ofAllTests() {
    List<Path> tests =
        Repository.allSources().stream()
            .filter(file -> Repository.name(file).contains("/src/test/java/"))
            .filter(file -> !Repository.name(file).startsWith("house/"))
            .toList();
    var texts = new TreeSet<String>();
    for (ParsedSource source : ParsedSource.of(tests)) {
      new TreeScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitMethodInvocation(
            MethodInvocationTree call, @Nullable Void nothing) {
          boolean own = !(call.getMethodSelect() instanceof MemberSelectTree);
          if (own || plants(call)) {
            int words = own ? SENTENCE : 2;
            call.getArguments().forEach(argument -> collect(argument, words, texts));
          }
          return super.visitMethodInvocation(call, null);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
          if (variable.getModifiers().getFlags().contains(Modifier.STATIC)
              && variable.getInitializer() != null) {
            collect(variable.getInitializer(), 2, texts);
          }
          return super.visitVariable(variable, null);
        }
      }.scan(source.unit(), null);
    }
    return new PlantedTexts(texts);
  }

  private static boolean plants(MethodInvocationTree call) {
    if (!(call.getMethodSelect() instanceof MemberSelectTree select)) {
      return false;
    }
    ExpressionTree of = select.getExpression();
    return MATERIALS.contains(of.toString()) || TAKERS.contains(select.getIdentifier().toString());
  }

  private static void collect(Tree argument, int words, Set<String> texts) {
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
        if (literal.getValue() instanceof String text) {
          text.lines()
              .map(String::strip)
              .filter(line -> line.length() >= SHORTEST && line.split(" ", -1).length >= words)
              .forEach(line -> texts.add(folded(line)));
        }
        return null;
      }
    }.scan(argument, null);
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  int count() {
    return texts.size();
  }

  List<String> some() {
    return texts.stream().limit(10).toList();
  }

  /** The places, as lines, at which a log holds one. */
  List<String> in(String log) {
    var found = new ArrayList<String>();
    int number = 0;
    for (String line : log.split("\n", -1)) {
      number++;
      String folded = folded(line);
      if (line.contains(CANARY) || holdsAny(folded)) {
        found.add("line " + number);
      }
    }
    return found;
  }

  private boolean holdsAny(String line) {
    for (int at = 0; at + SHORTEST <= line.length(); at++) {
      for (String text : byStart.getOrDefault(line.substring(at, at + SHORTEST), List.of())) {
        if (line.startsWith(text, at)) {
          return true;
        }
      }
    }
    return false;
  }
}
