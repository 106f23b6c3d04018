package dev.engram.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A source file as the compiler's parser sees it, without types.
 *
 * @param file where it lies
 * @param unit its syntax tree
 * @param docs finds comments and positions in it
 */
record ParsedSource(Path file, CompilationUnitTree unit, DocTrees docs) {
  static List<ParsedSource> of(List<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      DocTrees docs = DocTrees.instance(task);
      var parsed = new ArrayList<ParsedSource>();
      for (CompilationUnitTree unit : task.parse()) {
        parsed.add(new ParsedSource(Path.of(unit.getSourceFile().toUri()), unit, docs));
      }
      return parsed;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String packageName() {
    return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
  }

  /** The place of a tree in this file, as {@code file:line}. */
  String at(Tree tree) {
    long position = docs.getSourcePositions().getStartPosition(unit, tree);
    return Repository.name(file) + ":" + unit.getLineMap().getLineNumber(position);
  }
}
