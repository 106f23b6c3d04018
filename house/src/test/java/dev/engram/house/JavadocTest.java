package dev.engram.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JavadocTest {
  @Test
  void everyPublicTypeAndMethodOfTheApiIsDescribed() {
    var missing = new ArrayList<String>();
    for (ParsedSource source : ParsedSource.of(Repository.mainSources())) {
      if (!source.packageName().contains(".internal.")) {
        new Api(source, missing).scan(source.unit(), null);
      }
    }
    assertThat(missing).isEmpty();
  }

  /** Visits what callers can see; what only implements a documented method needs no second text. */
  private static final class Api extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private static final Set<String> WRITTEN_BY_EVERYONE =
        Set.of("equals", "hashCode", "toString", "compareTo");

    private final ParsedSource source;
    private final List<String> missing;

    Api(ParsedSource source, List<String> missing) {
      this.source = source;
      this.missing = missing;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      if (!isPublic(type.getModifiers(), outer())) {
        return null;
      }
      requireComment(type, type.getSimpleName().toString());
      return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      String name = method.getName().toString();
      boolean constructor = name.equals("<init>");
      if (isPublic(method.getModifiers(), outer())
          && !constructor
          && !overrides(method)
          && !WRITTEN_BY_EVERYONE.contains(name)) {
        requireComment(method, name);
      }
      return null;
    }

    private Tree outer() {
      TreePath parent = getCurrentPath().getParentPath();
      return parent == null ? getCurrentPath().getLeaf() : parent.getLeaf();
    }

    private static boolean isPublic(ModifiersTree modifiers, Tree outer) {
      boolean inInterface = outer.getKind() == Tree.Kind.INTERFACE;
      return modifiers.getFlags().contains(Modifier.PUBLIC)
          || (inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
    }

    private static boolean overrides(MethodTree method) {
      return method.getModifiers().getAnnotations().stream()
          .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
    }

    private void requireComment(Tree tree, String name) {
      if (source.docs().getDocCommentTree(getCurrentPath()) == null) {
        missing.add(source.at(tree) + " " + name);
      }
    }
  }
}
