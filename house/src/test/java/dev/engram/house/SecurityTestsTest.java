package dev.engram.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of security tests tells of tests that are there and say which section they answer. */
class SecurityTestsTest {
  /** What the specification asks a test for, and what Engram's own design adds. */
  private static final List<String> ASKED =
      List.of(
          """
          §10.2 §10.3 §10.4 §10.4.4 §10.5 §10.5.2 §10.5.3 §10.5.5 §10.6
          §10.7.1 §10.7.2 §10.8 §10.9 §10.11 §10.12 §10.13 §10.13.3 §10.14
          §10.15.1 §10.15.2 §10.16.1 §10.16.2 §10.16.3 §10.17 §10.18 §10.18.2 §10.19
          §10.20 §10.20.2 §10.24.1 §10.24.2 §10.24.3 §10.24.4 §10.24.5 §10.24.6
          """
              .split("\\s+"));

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (§[\\d.]+\\d)(?: I\\d+)? \\|[^|\\n]*\\|([^|\\n]*)\\|$");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");

  /**
   * A row's claim.
   *
   * @param section that it answers
   * @param type the test class
   * @param method the test, or empty for the whole class
   */
  private record Claim(String section, String type, String method) {
    @Override
    public String toString() {
      return section + " " + type + (method.isEmpty() ? "" : "." + method);
    }
  }

  /**
   * A test that exists.
   *
   * @param type its class
   * @param method its name
   * @param names what it and its class are displayed as
   */
  private record Known(String type, String method, String names) {
    boolean answers(Claim claim) {
      return type.equals(claim.type())
          && (claim.method().isEmpty() || claim.method().equals(method));
    }

    boolean isNamedAfter(String section) {
      return Pattern.compile(Pattern.quote(section) + "(?!\\d)").matcher(names).find();
    }
  }

  private static final List<Claim> CLAIMS = new ArrayList<>();
  private static final List<Known> KNOWN = new ArrayList<>();

  @BeforeAll
  static void readBoth() {
    String page = Repository.read(Repository.root().resolve("docs/security-tests.md"));
    ROW.matcher(page)
        .results()
        .forEach(row ->
            TEST.matcher(row.group(2))
                .results()
                .forEach(test ->
                    CLAIMS.add(
                        new Claim(
                            row.group(1),
                            test.group(1),
                            test.group(2) == null ? "" : test.group(2)))));
    Set<String> wanted =
        CLAIMS.stream().map(claim -> claim.type() + ".java").collect(Collectors.toSet());
    List<Path> files =
        Repository.allSources().stream()
            .filter(file -> wanted.contains(file.getFileName().toString()))
            .filter(file -> Repository.name(file).contains("/src/test/"))
            .toList();
    for (ParsedSource source : ParsedSource.of(files)) {
      for (Tree type : source.unit().getTypeDecls()) {
        if (type instanceof ClassTree declared) {
          testsOf(declared);
        }
      }
    }
  }

  private static void testsOf(ClassTree type) {
    String own = displayed(type.getModifiers());
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method && isTest(method.getModifiers())) {
        KNOWN.add(
            new Known(
                type.getSimpleName().toString(),
                method.getName().toString(),
                own + " " + displayed(method.getModifiers())));
      }
    }
  }

  private static boolean isTest(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .map(annotation -> annotation.getAnnotationType().toString())
        .anyMatch(Set.of("Test", "ParameterizedTest", "RepeatedTest")::contains);
  }

  private static String displayed(ModifiersTree modifiers) {
    var text = new StringBuilder();
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      if (annotation.getAnnotationType().toString().equals("DisplayName")) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
          @Override
          public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
            text.append(literal.getValue());
            return null;
          }
        }.scan(annotation.getArguments(), null);
      }
    }
    return text.toString();
  }

  @Test
  void everySectionThatAsksForATestHasOne() {
    var covered =
        CLAIMS.stream().map(Claim::section).collect(Collectors.toCollection(TreeSet::new));
    assertThat(covered).containsAll(ASKED);
  }

  @Test
  void everyTestThatThePageNamesExists() {
    assertThat(CLAIMS)
        .isNotEmpty()
        .allSatisfy(claim -> assertThat(KNOWN).anyMatch(test -> test.answers(claim)));
  }

  @Test
  void everyTestThatAnyPageNamesExists() {
    Set<String> known =
        Repository.allSources().stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    var gone = new ArrayList<String>();
    for (Path page : Repository.pages()) {
      TEST.matcher(Repository.read(page))
          .results()
          .map(test -> test.group(1))
          .filter(name -> name.endsWith("Test") && !known.contains(name))
          .forEach(name -> gone.add(Repository.name(page) + " " + name));
    }
    assertThat(gone).isEmpty();
  }

  @Test
  void everyTestSaysWhichSectionItAnswers() {
    assertThat(CLAIMS)
        .filteredOn(claim -> claim.section().startsWith("§10."))
        .filteredOn(claim ->
            KNOWN.stream()
                .noneMatch(test -> test.answers(claim) && test.isNamedAfter(claim.section())))
        .isEmpty();
  }
}
