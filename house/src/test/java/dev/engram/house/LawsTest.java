package dev.engram.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.scope.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of the engine that its source can prove; the others have tests where they act. */
class LawsTest {
  private static final Pattern SQL =
      Pattern.compile(
          "\\s*(SELECT\\s|INSERT\\s+(OR\\s+\\w+\\s+)?INTO|UPDATE\\s+\\w+\\s+SET|DELETE\\s+FROM|PRAGMA\\s"
              + "|CREATE\\s+(TABLE|INDEX)|DROP\\s|ALTER\\s+TABLE|WITH\\s+RECURSIVE|VACUUM|ATTACH\\s"
              + "|BEGIN\\s+(IMMEDIATE|EXCLUSIVE)|WHERE\\s).*",
          Pattern.DOTALL);

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.engram");

  /** The library's own sources; benchmarks speak SQL to the peers they measure. */
  private static final List<ParsedSource> LIBRARY =
      ParsedSource.of(
          Repository.mainSources().stream()
              .filter(file -> !Repository.name(file).startsWith("engram-bench/"))
              .toList());

  @Test
  void sqlStandsInTheVaultPackageAlone() {
    var elsewhere = new ArrayList<String>();
    for (ParsedSource source : LIBRARY) {
      boolean vault = source.packageName().equals("dev.engram.internal.vault");
      // code that people talk about is told by its words; no SQL is spoken there
      boolean readsCode = source.packageName().equals("dev.engram.internal.capture.metadata");
      if (!vault && !readsCode) {
        eachLiteral(
            source,
            (text, tree) -> {
              if (SQL.matcher(text).matches()) {
                elsewhere.add(source.at(tree));
              }
            });
      }
    }
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void sqlIsNeverBuiltFromValues() {
    var built = new ArrayList<String>();
    for (ParsedSource source : LIBRARY) {
      new TreeScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitBinary(BinaryTree sum, @Nullable Void nothing) {
          if (sum.getKind() == Tree.Kind.PLUS && holdsSql(sum) && !isConstant(sum)) {
            built.add(source.at(sum));
          }
          return super.visitBinary(sum, null);
        }

        @Override
        public @Nullable Void visitMethodInvocation(
            MethodInvocationTree call, @Nullable Void nothing) {
          String name = nameOf(call);
          boolean formats = Set.of("format", "formatted", "concat", "append").contains(name);
          if (formats
              && (call.getArguments().stream().anyMatch(LawsTest::holdsSql)
                  || holdsSql(receiver(call)))) {
            built.add(source.at(call));
          }
          return super.visitMethodInvocation(call, null);
        }
      }.scan(source.unit(), null);
    }
    assertThat(built).isEmpty();
  }

  private static boolean holdsSql(@Nullable ExpressionTree expression) {
    return switch (expression) {
      case LiteralTree literal ->
          literal.getValue() instanceof String text && SQL.matcher(text).matches();
      case BinaryTree sum -> holdsSql(sum.getLeftOperand()) || holdsSql(sum.getRightOperand());
      case ParenthesizedTree inner -> holdsSql(inner.getExpression());
      case null, default -> false;
    };
  }

  /** Literals and names in capitals: what the compiler knows, and no caller can change. */
  private static boolean isConstant(ExpressionTree expression) {
    return switch (expression) {
      case LiteralTree literal -> true;
      case BinaryTree sum -> isConstant(sum.getLeftOperand()) && isConstant(sum.getRightOperand());
      case ParenthesizedTree inner -> isConstant(inner.getExpression());
      case IdentifierTree name -> name.getName().toString().matches("[A-Z][A-Z0-9_]*");
      case MemberSelectTree field -> field.getIdentifier().toString().matches("[A-Z][A-Z0-9_]*");
      default -> false;
    };
  }

  private static String nameOf(MethodInvocationTree call) {
    return switch (call.getMethodSelect()) {
      case MemberSelectTree select -> select.getIdentifier().toString();
      case IdentifierTree name -> name.getName().toString();
      default -> "";
    };
  }

  private static @Nullable ExpressionTree receiver(MethodInvocationTree call) {
    return call.getMethodSelect() instanceof MemberSelectTree select
        ? select.getExpression()
        : null;
  }

  private interface LiteralVisitor {
    void visit(String text, Tree tree);
  }

  private static void eachLiteral(ParsedSource source, LiteralVisitor visitor) {
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
        if (literal.getValue() instanceof String text) {
          visitor.visit(text, literal);
        }
        return null;
      }
    }.scan(source.unit(), null);
  }

  @Test
  void nothingIsReadOrWrittenWithoutAPrincipal() {
    assertThat(MAIN.get("dev.engram.MemoryGraph").getMethods())
        .filteredOn(LawsTest::isPublic)
        .filteredOn(method ->
            !method.getRawParameterTypes().stream()
                .anyMatch(type -> type.isEquivalentTo(Principal.class)))
        .extracting(JavaMethod::getName)
        .containsOnly(
            "open",
            "vectors",
            "archives",
            "erasure",
            "health",
            "quality",
            "doctor",
            "security",
            "maintain",
            "close",
            "vectorBackends",
            "prompts",
            "audit");
  }

  @Test
  void everyWayIntoRecallAndRememberTakesAPrincipal() {
    var open = new ArrayList<String>();
    var paths =
        List.of(
            "remember.Remembering",
            "remember.Revising",
            "remember.EntityEditing",
            "recall.Recalling",
            "recall.Knowing",
            "archive.Exporting");
    for (String path : paths) {
      for (JavaMethod method : MAIN.get("dev.engram.internal." + path).getMethods()) {
        if (isPublic(method)
            && method.getRawParameterTypes().stream()
                .noneMatch(type -> type.isEquivalentTo(Principal.class))) {
          open.add(method.getName());
        }
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void rowsAreReadByTheTwoPathsAndTheirIndexesAlone() {
    var readers = Set.of("vault", "seal", "projection", "remember", "recall", "erase", "archive");
    assertThat(MAIN.get("dev.engram.internal.vault.MemoryReads").getDirectDependenciesToSelf())
        .extracting(dependency -> dependency.getOriginClass().getPackageName())
        .filteredOn(name -> !readers.contains(name.replace("dev.engram.internal.", "")))
        .isEmpty();
  }

  @Test
  void everySearchOfAnIndexTakesAFilter() {
    var unfiltered = new ArrayList<String>();
    for (JavaClass type : MAIN) {
      if (type.getPackageName().startsWith("dev.engram.internal.index")
          && type.getModifiers().contains(JavaModifier.PUBLIC)) {
        for (JavaMethod method : type.getMethods()) {
          if (isPublic(method)
              && Set.of("search", "matches").contains(method.getName())
              && method.getRawParameterTypes().stream()
                  .noneMatch(parameter ->
                      parameter.isEquivalentTo(OrdinalFilter.class)
                          || parameter.isEquivalentTo(VectorQuery.class))) {
            unfiltered.add(method.getFullName());
          }
        }
      }
    }
    assertThat(unfiltered).isEmpty();
  }

  private static boolean isPublic(JavaMethod method) {
    return method.getModifiers().contains(JavaModifier.PUBLIC)
        && !method.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  @Test
  @DisplayName("§10.12 logs hold no content")
  void logsHoldNoContent() {
    var telling = new ArrayList<String>();
    for (ParsedSource source : LIBRARY) {
      new TreeScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitMethodInvocation(
            MethodInvocationTree call, @Nullable Void nothing) {
          ExpressionTree receiver = receiver(call);
          if (receiver instanceof IdentifierTree name
              && name.getName().contentEquals("LOG")
              && !call.getArguments().stream().skip(1).allMatch(LawsTest::isHarmless)) {
            telling.add(source.at(call));
          }
          return super.visitMethodInvocation(call, null);
        }
      }.scan(source.unit(), null);
    }
    assertThat(telling).as("codes, class names, counts and index names only").isEmpty();
  }

  /** What may stand in a log beside the fixed text: an error as such would bring its message. */
  private static boolean isHarmless(ExpressionTree argument) {
    return argument instanceof LiteralTree
        || (argument instanceof MethodInvocationTree call
            && Set.of("label", "getName", "getSimpleName", "name", "size", "count", "toMillis")
                .contains(nameOf(call)));
  }
}
