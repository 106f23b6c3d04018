package dev.engram.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.engram.config.BackendOptions;
import dev.engram.config.EngramOptions;
import dev.engram.spi.Embedder;
import dev.engram.spi.LanguageModel;
import dev.engram.spi.Reranker;
import dev.engram.spi.VectorBackend;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Words leave the engine through one package, vectors through one class, and there is no way around
 * either: nothing else calls what a host plugs in, or gets hold of it, or opens a connection.
 */
class OutwardLawTest {
  private static final String GATE = "dev.engram.internal.outward";
  private static final String SANDBOX = "dev.engram.internal.backend.Sandbox";

  /** What implements the contracts, or stands on the other side of the API. */
  private static final Set<String> NO_ENGINE =
      Set.of("ollama", "onnx", "internal.onnx", "qdrant", "bench", "internal.bench", "cli");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.engram");

  private static boolean isEngine(JavaClass type) {
    String name = type.getPackageName() + ".";
    return NO_ENGINE.stream().noneMatch(one -> name.startsWith("dev.engram." + one + "."))
        && !name.startsWith("dev.engram.internal.cli.");
  }

  /** Calls and method references of the engine to methods of a type, with who makes them. */
  private static Set<String> callers(Class<?> owner, String... methods) {
    Set<String> wanted = Arrays.stream(methods).collect(Collectors.toSet());
    var callers = new TreeSet<String>();
    for (JavaClass type : MAIN) {
      if (isEngine(type)) {
        Stream.<JavaAccess<?>>concat(
                type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
            .filter(call ->
                call.getTargetOwner().isAssignableTo(owner) && wanted.contains(call.getName()))
            .forEach(call -> callers.add(outermost(type) + " calls " + call.getName()));
      }
    }
    return callers;
  }

  private static String outermost(JavaClass type) {
    String name = type.getName();
    return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
  }

  private static Set<String> outside(Set<String> callers, String... allowed) {
    return callers.stream()
        .filter(one -> Arrays.stream(allowed).noneMatch(one::startsWith))
        .collect(Collectors.toSet());
  }

  @Test
  void wordsGoToServicesThroughTheGateAlone() {
    Set<String> embedding = callers(Embedder.class, "embedDocuments", "embedQuery");
    Set<String> scoring = callers(Reranker.class, "score");
    Set<String> asking = callers(LanguageModel.class, "complete");
    assertThat(embedding).isNotEmpty();
    assertThat(scoring).isNotEmpty();
    assertThat(asking).isNotEmpty();
    assertThat(outside(embedding, GATE)).isEmpty();
    assertThat(outside(scoring, GATE)).isEmpty();
    assertThat(outside(asking, GATE, "dev.engram.internal.capture.model.ModelExtraction"))
        .as("the extraction is given a model that stands behind the gate")
        .isEmpty();
  }

  @Test
  void vectorsGoToStoresThroughTheSandboxAlone() {
    Set<String> sending = callers(VectorBackend.class, "begin", "put", "remove", "search", "count");
    assertThat(sending).isNotEmpty();
    assertThat(outside(sending, SANDBOX)).isEmpty();
  }

  @Test
  void nothingElseGetsHoldOfWhatAHostPluggedIn() {
    Set<String> reading =
        callers(EngramOptions.class, "embedder", "formerEmbedder", "languageModel", "reranker");
    assertThat(reading).isNotEmpty();
    assertThat(outside(reading, GATE, "dev.engram.config")).isEmpty();
    assertThat(
            outside(
                callers(BackendOptions.class, "backend"),
                SANDBOX,
                GATE,
                "dev.engram.config",
                "dev.engram.internal.backend.BackendRegistry",
                "dev.engram.internal.lifecycle.Engine"))
        .as("the registry reads a store's name, the engine closes one that is not used")
        .isEmpty();
  }

  @Test
  void theExtractionIsMadeWithAModelBehindTheGateAlone() {
    var makers = new TreeSet<String>();
    for (JavaClass type : MAIN) {
      type.getConstructorCallsFromSelf().stream()
          .filter(call ->
              call.getTargetOwner()
                  .getName()
                  .equals("dev.engram.internal.capture.model.ModelExtraction"))
          .forEach(call -> makers.add(outermost(type)));
    }
    assertThat(makers).containsExactly("dev.engram.internal.remember.RememberPaths");
    assertThat(
            callers(EngramOptions.class, "languageModel").stream()
                .filter(one -> one.startsWith("dev.engram.internal.remember")))
        .isEmpty();
  }

  @Test
  void everyContractIsKnownToTakeWordsVectorsOrNeither() {
    Set<String> contracts =
        MAIN.stream()
            .filter(type -> type.getPackageName().equals("dev.engram.spi") && type.isInterface())
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> !type.getName().contains("$"))
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toSet());
    assertThat(contracts)
        .as("a new one that is sent words belongs behind the gate, and into this test")
        .containsExactlyInAnyOrder(
            // words, through the gate
            "Embedder",
            "LanguageModel",
            "Reranker",
            // vectors, through the sandbox
            "VectorBackend",
            "AllowedIds",
            // counts, codes and hashes
            "AuditSink",
            "BackendAudit",
            "HumanChannel",
            // keys
            "Keychain",
            // the host's own code in this process, asked by the gate
            "SensitiveFinder");
  }

  @Test
  void theEngineOpensNoConnection() {
    var talking = new TreeSet<String>();
    Set<String> connecting =
        Set.of(
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.URL",
            "java.net.URLConnection",
            "java.net.HttpURLConnection");
    for (JavaClass type : MAIN) {
      if (isEngine(type)) {
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass())
            .filter(target ->
                connecting.contains(target.getName())
                    || target.getPackageName().startsWith("java.net.http")
                    || target.getName().matches("java\\.nio\\.channels\\..*(Socket|Datagram).*"))
            .forEach(target -> talking.add(outermost(type) + " uses " + target.getName()));
      }
    }
    assertThat(talking).isEmpty();
  }
}
