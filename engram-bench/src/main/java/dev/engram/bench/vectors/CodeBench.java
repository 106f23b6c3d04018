package dev.engram.bench.vectors;

import dev.engram.bench.figure.Grid;
import dev.engram.bench.figure.Grid.Row;
import dev.engram.bench.vectors.VectorSetup.Part;
import dev.engram.bench.vectors.contender.CodeKind;
import dev.engram.bench.vectors.data.Allowed;
import dev.engram.bench.vectors.data.Mixture;
import dev.engram.bench.vectors.data.Truth;
import dev.engram.internal.index.kernel.Kernels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What codes lose against floats, on real vectors alone: mixtures would flatter or wrong them. */
final class CodeBench {
  private CodeBench() {}

  static List<Grid> run(Scene scene) {
    if (!scene.setup().has(Part.CODES)) {
      return List.of();
    }
    Mixture corpus = scene.corpus().unmixed();
    Truth truth = Truth.of(corpus, List.of(Allowed.everything(corpus.size())));
    var rows = new ArrayList<Row>();
    for (CodeKind kind : CodeKind.all()) {
      scene.progress().println("encoding " + kind.name());
      CodeKind.Codes codes = kind.encode(corpus);
      double recall = recall(corpus, truth, kind, codes);
      rows.add(
          new Row(
              List.of(kind.name(), kind.rescored() == 0 ? "" : Integer.toString(kind.rescored())),
              List.of((double) codes.bytes(), recall, 100 * (1 - recall), kind.points())));
    }
    return List.of(
        new Grid(
            "codes, exact scan of " + corpus.size() + " unmixed vectors",
            List.of("code", "re-scored"),
            List.of("bytes", "recall@10", "points lost", "aim"),
            rows));
  }

  private static double recall(Mixture corpus, Truth truth, CodeKind kind, CodeKind.Codes codes) {
    double sum = 0;
    for (int i = 0; i < corpus.questions().length; i++) {
      float[] question = corpus.questions()[i];
      int[] found = codes.nearest(question, Math.max(Truth.K, kind.rescored()));
      if (kind.rescored() > 0) {
        found = rescore(corpus, question, found);
      }
      sum += truth.recall(0, i, found);
    }
    return sum / corpus.questions().length;
  }

  private static int[] rescore(Mixture corpus, float[] question, int[] candidates) {
    return IntStream.of(candidates)
        .boxed()
        .sorted(
            Comparator.comparingDouble(number ->
                -Kernels.active().dot(question, 0, corpus.vector(number), 0, corpus.dimension())))
        .limit(Truth.K)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
