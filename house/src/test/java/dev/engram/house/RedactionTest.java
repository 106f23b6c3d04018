package dev.engram.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Content cannot be formatted into a log: a record that carries text has a {@code toString} of its
 * own, and no {@code toString} shows text. What is left to records as the language makes them is
 * listed here, each with what its text is.
 */
@DisplayName("§10.12 Content types show no content")
class RedactionTest {
  private static final Pattern TEXT = Pattern.compile("\\b(String|CharSequence|JsonNode)\\b");

  /** What may be told of a text. */
  private static final Set<String> TELLS_LITTLE =
      Set.of("length", "size", "isPresent", "isEmpty", "hashCode");

  /** Accessors of content, of whatever type. */
  private static final Set<String> CONTENT =
      Set.of(
          "text",
          "words",
          "subject",
          "predicate",
          "object",
          "task",
          "steps",
          "speaker",
          "question",
          "quote",
          "summary",
          "secret");

  private static final String NAME_OF_OURS = "a name of Engram's own: a stage, kind or reason";
  private static final String MODEL = "a model's id";
  private static final String INDEX = "an index's or a saved file's name";
  private static final String HASH = "a hash";
  private static final String NUMBERS = "counts and reasons, never content";
  private static final String SCOPE = "a scope's canonical text, which logs may show";
  private static final String HOST = "what the host set or named";
  private static final String WORD_LIST = "an entry of a word list of ours";

  /** Records with a {@code toString} that may show what it shows, each with what that is. */
  private static final Map<String, String> SHOWN =
      Map.of(
          "memory.Category", "a label of a closed list, or the host's own",
          "query.PlanOverride", "how many parts are set",
          "internal.screen.injection.MemoryTexts.Named", "a field's name",
          "qdrant.QdrantOptions", "an address and a name, and whether there is a key");

  /** Records whose text is no content, by package and name, each with what it is. */
  private static final Map<String, String> LABELS = new TreeMap<>();

  static {
    for (String scope :
        List.of("Project", "Squad", "Agent", "Channel", "User", "Session", "Workflow")) {
      LABELS.put("scope.Scope." + scope, SCOPE);
    }
    LABELS.put("scope.Scope.Personal", SCOPE);
    for (String named :
        List.of(
            "query.Evidence",
            "query.Trace.Stage",
            "internal.screen.Finding",
            "internal.screen.KnownTokens.Shape",
            "internal.screen.injection.Signs.Sign",
            "internal.screen.injection.Reason",
            "internal.capture.importance.Importance.Reason",
            "internal.capture.duplicate.Verdict",
            "internal.recall.QueryShift.Shifted",
            "internal.working.Anticipation.Found",
            "internal.remember.Restatements.Found",
            "internal.remember.Intake.Taken",
            "internal.remember.FactStore.Outcome",
            "internal.recall.quality.Experience.Answer",
            "internal.vault.EventTable.Event",
            "internal.capture.model.Answer.Malformed",
            "internal.capture.document.Packer.Open",
            "internal.capture.document.Block.Body",
            "internal.vault.AuditTable.Row",
            "internal.index.fuse.RankedList",
            "internal.index.fuse.Fused.Contribution",
            "internal.index.vector.VectorHits",
            "internal.outward.Passing",
            "internal.outward.Stretch",
            "spi.SensitiveFinder.Stretch",
            "qdrant.Narrowing")) {
      LABELS.put(named, NAME_OF_OURS);
    }
    for (String model :
        List.of(
            "spi.EmbeddingModel",
            "spi.LanguageModelInfo",
            "spi.BackendSpace",
            "spi.BackendAudit.Call",
            "health.BackendHealth",
            "health.OutwardHealth",
            "health.SpaceHealth",
            "health.MigrationProgress",
            "health.VectorSnapshot",
            "health.Health",
            "internal.vault.SpaceTable.Row",
            "internal.vault.SnapshotTable.Row",
            "internal.embed.EmbeddingDesk.Meant",
            "internal.recall.quality.AnswerModel.Fitted",
            "internal.working.WorkingContext.State",
            "internal.index.vector.VectorSpace",
            "onnx.OnnxModel",
            "onnx.ModelData.Resource")) {
      LABELS.put(model, MODEL);
    }
    for (String index :
        List.of(
            "health.IndexProgress",
            "internal.projection.Rebuilds.Noted",
            "internal.projection.SavedImages.SavedFile",
            "internal.vault.ProjectionTable.Saved",
            "internal.index.flat.ManifestCodec.Manifest",
            "internal.index.flat.FlatImage.Loaded",
            "internal.index.hnsw.GraphManifest",
            "internal.index.hnswlib.HnswlibVectorIndex.SavedGraph",
            "internal.index.image.IndexImage.File",
            "internal.index.lean.LeanManifest.Placed")) {
      LABELS.put(index, INDEX);
    }
    for (String finding :
        List.of(
            "health.Diagnosis.Finding",
            "health.SecurityLayer",
            "health.Quality",
            "memory.ErasureReport")) {
      LABELS.put(finding, NUMBERS);
    }
    LABELS.put("audit.AuditReference", HASH);
    LABELS.put("audit.AuditHead.Mark", HASH);
    LABELS.put("internal.projection.Sight", SCOPE);
    for (String host :
        List.of(
            "config.CaptureOptions",
            "config.OutwardOptions",
            "config.VaultKey.InKeychain",
            "ollama.OllamaOptions",
            "internal.access.RateLimits.Caller",
            "internal.recall.quality.Asker",
            "internal.archive.Confirmations.Purpose")) {
      LABELS.put(host, HOST);
    }
    for (String list :
        List.of(
            "internal.capture.metadata.CodeLanguages.Signs",
            "internal.capture.word.Technologies.Known",
            "internal.capture.time.Holidays.Holiday",
            "internal.recall.plan.Pattern",
            "internal.vault.Whereabouts",
            "internal.vault.Whereabouts.Sign")) {
      LABELS.put(list, WORD_LIST);
    }
  }

  /** The library's own sources: benchmarks and the command show content to who asks for it. */
  private static final List<ParsedSource> LIBRARY =
      ParsedSource.of(
          Repository.mainSources().stream()
              .filter(file -> !Repository.name(file).startsWith("engram-bench/"))
              .filter(file -> !Repository.name(file).startsWith("integrations/engram-cli/"))
              .toList());

  @Test
  @DisplayName("a record with text says for itself what is shown of it")
  void recordsWithTextSayWhatIsShown() {
    var telling = new TreeSet<String>();
    for (ParsedSource source : LIBRARY) {
      eachType(
          source,
          (name, type) -> {
            if (type.getKind() == Tree.Kind.RECORD
                && !textOf(type).isEmpty()
                && !speaks(type)
                && !LABELS.containsKey(name)) {
              telling.add(name);
            }
          });
    }
    assertThat(telling)
        .as("give each a toString without its text, or list it with what its text is")
        .isEmpty();
  }

  @Test
  void everyRecordOnTheListIsThereAndNeedsToBe() {
    var needed = new TreeSet<String>();
    for (ParsedSource source : LIBRARY) {
      eachType(
          source,
          (name, type) -> {
            if (type.getKind() == Tree.Kind.RECORD && !textOf(type).isEmpty() && !speaks(type)) {
              needed.add(name);
            }
          });
    }
    assertThat(LABELS.keySet()).isSubsetOf(needed);
  }

  @Test
  @DisplayName("a toString tells lengths, counts and names, no text")
  void noToStringShowsText() {
    var telling = new ArrayList<String>();
    for (ParsedSource source : LIBRARY) {
      eachType(
          source,
          (name, type) -> {
            Set<String> text = LABELS.containsKey(name) ? Set.of() : textOf(type);
            for (Tree member : type.getMembers()) {
              if (type.getKind() == Tree.Kind.RECORD
                  && !SHOWN.containsKey(name)
                  && isToString(member)) {
                shown(source, member, text, telling);
              }
            }
          });
    }
    assertThat(telling).isEmpty();
  }

  private static void shown(ParsedSource source, Tree method, Set<String> text, List<String> out) {
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethodInvocation(
          MethodInvocationTree call, @Nullable Void nothing) {
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
          if (TELLS_LITTLE.contains(select.getIdentifier().toString())) {
            return null;
          }
          if (CONTENT.contains(select.getIdentifier().toString())) {
            out.add(source.at(call));
          }
        }
        return super.visitMethodInvocation(call, null);
      }

      @Override
      public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void nothing) {
        if (text.contains(name.getName().toString())) {
          out.add(source.at(name));
        }
        return null;
      }

      @Override
      public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void nothing) {
        ExpressionTree of = select.getExpression();
        if (of instanceof IdentifierTree self
            && self.getName().contentEquals("this")
            && text.contains(select.getIdentifier().toString())) {
          out.add(source.at(select));
        }
        return super.visitMemberSelect(select, null);
      }
    }.scan(method, null);
  }

  private interface TypeVisitor {
    void visit(String name, ClassTree type);
  }

  private static void eachType(ParsedSource source, TypeVisitor visitor) {
    String packageName = source.packageName().replaceFirst("^dev\\.engram\\.?", "");
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      private final Deque<String> within = new ArrayDeque<>();

      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
        within.addLast(type.getSimpleName().toString());
        String nested = String.join(".", within);
        visitor.visit(packageName.isEmpty() ? nested : packageName + "." + nested, type);
        super.visitClass(type, null);
        within.removeLast();
        return null;
      }
    }.scan(source.unit(), null);
  }

  /** The components of a record that are text, or hold some. */
  private static Set<String> textOf(ClassTree type) {
    var names = new HashSet<String>();
    for (Tree member : type.getMembers()) {
      if (type.getKind() == Tree.Kind.RECORD
          && member instanceof VariableTree component
          && !component.getModifiers().getFlags().contains(Modifier.STATIC)
          && TEXT.matcher(String.valueOf(component.getType())).find()) {
        names.add(component.getName().toString());
      }
    }
    return names;
  }

  private static boolean speaks(ClassTree type) {
    return type.getMembers().stream().anyMatch(RedactionTest::isToString);
  }

  private static boolean isToString(Tree member) {
    return member instanceof MethodTree method
        && method.getName().contentEquals("toString")
        && method.getParameters().isEmpty();
  }
}
