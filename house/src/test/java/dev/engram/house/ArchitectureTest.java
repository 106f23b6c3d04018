package dev.engram.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.engram");

  /**
   * Each line may import the lines above it and itself, nothing below. A name that ends in two dots
   * stands for a package and all beneath it; order within it is left to the check for cycles.
   */
  private static final List<String> ORDER =
      List.of(
          "dev.engram.internal.crypto..",
          "dev.engram.internal.index..",
          "dev.engram.fault",
          "dev.engram.scope",
          "dev.engram.audit",
          "dev.engram.spi",
          "dev.engram.memory",
          "dev.engram.query",
          "dev.engram.health",
          "dev.engram.archive",
          "dev.engram.config",
          "dev.engram.internal.access",
          "dev.engram.internal.keychain",
          "dev.engram.internal.vault",
          "dev.engram.internal.audit",
          "dev.engram.internal.token",
          "dev.engram.internal.screen",
          "dev.engram.internal.screen.prompt",
          "dev.engram.internal.capture..",
          "dev.engram.internal.screen.personal",
          "dev.engram.internal.screen.injection",
          "dev.engram.internal.outward",
          "dev.engram.internal.seal",
          "dev.engram.internal.embed",
          "dev.engram.internal.backend",
          "dev.engram.internal.projection",
          "dev.engram.internal.remember",
          "dev.engram.internal.recall..",
          "dev.engram.internal.archive",
          "dev.engram.internal.working",
          "dev.engram.internal.erase",
          "dev.engram.internal.proof",
          "dev.engram.internal.lifecycle",
          "dev.engram",
          "dev.engram.ollama",
          "dev.engram.internal.onnx..",
          "dev.engram.onnx..",
          "dev.engram.qdrant",
          "dev.engram.internal.bench..",
          "dev.engram.bench..",
          "dev.engram.internal.cli..",
          "dev.engram.cli..");

  /** Modules in which a person, or a peer under measurement, is at the other end. */
  private static final String[] APPLICATIONS = {
    "dev.engram.bench..",
    "dev.engram.internal.bench..",
    "dev.engram.cli..",
    "dev.engram.internal.cli.."
  };

  private static final DescribedPredicate<JavaClass> LIBRARY =
      not(resideInAnyPackage(APPLICATIONS)).as("in a library module");

  private static final Pattern EMPTY_NAME =
      Pattern.compile("(Abstract|Base)[A-Z].*|.*(Utils?|Helpers?|Manager|Impl|Misc|Common)");

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    var strangers = new TreeSet<String>();
    for (JavaClass type : MAIN) {
      if (rank(type.getPackageName()).isEmpty()) {
        strangers.add(type.getPackageName());
      }
    }
    assertThat(strangers).isEmpty();
  }

  @Test
  void noPackageImportsWhatLiesBelowIt() {
    var broken = new TreeSet<String>();
    for (JavaClass type : MAIN) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String from = type.getPackageName();
        String to = dependency.getTargetClass().getPackageName();
        if (rank(to).isPresent() && rank(from).orElse(0) < rank(to).orElse(0)) {
          broken.add(type.getName() + " imports " + dependency.getTargetClass().getName());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static Optional<Integer> rank(String packageName) {
    for (int i = 0; i < ORDER.size(); i++) {
      String place = ORDER.get(i);
      String stem = place.endsWith("..") ? place.substring(0, place.length() - 2) : place;
      boolean beneath = place.endsWith("..") && packageName.startsWith(stem + ".");
      if (packageName.equals(stem) || beneath) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  @Test
  void vocabularyDoesNotKnowTheEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.engram.fault",
            "dev.engram.scope",
            "dev.engram.audit",
            "dev.engram.spi",
            "dev.engram.memory",
            "dev.engram.query",
            "dev.engram.health",
            "dev.engram.archive",
            "dev.engram.config",
            "dev.engram.ollama")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.engram.internal..")
                .and(not(resideInAPackage("dev.engram.internal.crypto.secret"))))
        .because("a vault's key holds its secret outside of the heap; nothing else is needed below")
        .check(MAIN);
  }

  @Test
  void onlyTheVaultSpeaksToTheDatabase() {
    noClasses()
        .that(LIBRARY.and(not(resideInAPackage("dev.engram.internal.vault"))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
                .and(
                    not(describe("SQLException", type -> type.isEquivalentTo(SQLException.class)))))
        .because("SQLException only passes through the lambdas that the vault runs")
        .check(MAIN);
  }

  @Test
  void theApiNamesNoInternalType() {
    var leaks = new TreeSet<String>();
    for (JavaClass type : MAIN) {
      boolean api =
          type.getModifiers().contains(JavaModifier.PUBLIC)
              && !isInternal(type)
              && LIBRARY.test(type);
      for (JavaMethod method : api ? type.getMethods() : Set.<JavaMethod>of()) {
        if (method.getModifiers().contains(JavaModifier.PUBLIC)
            && method.getAllInvolvedRawTypes().stream().anyMatch(ArchitectureTest::isInternal)) {
          leaks.add(method.getFullName());
        }
      }
    }
    assertThat(leaks)
        .as("a vault's key holds its secret, which hosts neither make nor read")
        .containsExactlyInAnyOrder(
            "dev.engram.config.VaultKey$Raw.secret()", "dev.engram.config.VaultKey$Words.secret()");
  }

  private static boolean isInternal(JavaClass type) {
    return type.getPackageName().contains(".internal");
  }

  @Test
  void libraryModulesLogThroughTheirHostAlone() {
    noClasses()
        .that(LIBRARY)
        .should(GeneralCodingRules.USE_JAVA_UTIL_LOGGING)
        .because("a host has one log, behind SLF4J; the command only quietens Lucene's")
        .check(MAIN);
    noClasses()
        .that(LIBRARY)
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .because("a library owns no console")
        .check(MAIN);
  }

  @Test
  void namesSayWhatAThingIs() {
    assertThat(MAIN)
        .filteredOn(type -> !type.isAnonymousClass() && isEmptyName(type))
        .extracting(JavaClass::getName)
        .isEmpty();
  }

  private static boolean isEmptyName(JavaClass type) {
    String name = type.getSimpleName();
    String stem = name.replaceFirst("\\d+$", "");
    boolean numberedTwin = !stem.equals(name) && MAIN.contain(type.getPackageName() + "." + stem);
    return EMPTY_NAME.matcher(name).matches() || numberedTwin;
  }

  @Test
  void nothingIsDoneByReflectionOrInjection() {
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(MAIN);
    noClasses()
        .that(LIBRARY)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .check(MAIN);
    noClasses().that(LIBRARY).should().callMethod(Class.class, "forName", String.class).check(MAIN);
  }

  @Test
  void errorsAreTyped() {
    GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(MAIN);
  }

  @Test
  void timeComesFromTheHostsClock() {
    noClasses().that(LIBRARY).should().callMethod(Instant.class, "now").check(MAIN);
    noClasses().that(LIBRARY).should().callMethod(LocalDate.class, "now").check(MAIN);
    noClasses().that(LIBRARY).should().callMethod(System.class, "currentTimeMillis").check(MAIN);
  }

  @Test
  void virtualThreadsAreWelcome() {
    noClasses()
        .that(LIBRARY)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocal.class)
        .because("a value a thread is paid for a million times over by virtual threads")
        .check(MAIN);
    noClasses()
        .that(LIBRARY)
        .should()
        .callMethodWhere(
            describe(
                "Object.wait or notify, or a parallel stream",
                call ->
                    (call.getTarget().getName().matches("parallelStream|parallel")
                            && call.getTargetOwner().getPackageName().startsWith("java."))
                        || (call.getTargetOwner().isEquivalentTo(Object.class)
                            && call.getTarget().getName().matches("wait|notify|notifyAll"))))
        .because("engine work runs on threads that are named and bounded")
        .check(MAIN);
  }
}
