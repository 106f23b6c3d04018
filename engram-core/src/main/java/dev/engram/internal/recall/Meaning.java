package dev.engram.internal.recall;

import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.embed.EmbeddingDesk.Meanings;
import dev.engram.internal.embed.EmbeddingDesk.Meant;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.outward.Passing;
import dev.engram.internal.projection.Calibration;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.seal.VectorGuard;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks questions up by meaning, in the space in use and, while memories are moved to another model
 * (spec §36.5), in that one as well: each memory in exactly one of them, where it has been moved to
 * or else where it was, and all under the same filter. Scores of the old space are brought to the
 * new one's scale, so that one ranking holds both. Thread-safe.
 */
final class Meaning {
  private final EmbeddingDesk desk;
  private final Spaces spaces;

  Meaning(EmbeddingDesk desk, Spaces spaces) {
    this.desk = desk;
    this.spaces = spaces;
  }

  /** Embeds a question; costs a call of each model, at the same time. */
  Look look(String question) {
    spaces.asked();
    Spaces.State state = spaces.state();
    Meanings meant = desk.meanings(question);
    if (meant.all().stream().noneMatch(one -> fits(one, state.now()) || fits(one, state.next()))) {
      // a model took its place while it was asked
      return Look.of(spaces.state(), spaces.guard(), meant);
    }
    return Look.of(state, spaces.guard(), meant);
  }

  private static boolean fits(Meant meant, Optional<Spaces.Space> space) {
    return space.isPresent() && space.get().model().equals(meant.model());
  }

  /**
   * A question and the spaces it is looked up in, as they were when it was asked. Immutable.
   *
   * @param state the spaces
   * @param guard turns what is put to confidential memories
   * @param question its vector in the space in use, if that model answered
   * @param lean what is searched for in its place, in a conversation
   * @param next its vector in the space that comes, if memories are there and its model answered
   * @param moved the memories that are searched there
   * @param scale brings scores of the space in use to that of the one that comes, if both are
   *     searched
   * @param passing what became of the question on its way to the model
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Look(
      Spaces.State state,
      VectorGuard guard,
      Optional<float[]> question,
      Optional<float[]> lean,
      Optional<float[]> next,
      OrdinalFilter moved,
      Optional<Calibration.Scale> scale,
      Passing passing) {
    private static final OrdinalFilter NOBODY = OrdinalFilter.of();

    /** Nothing is looked up by meaning. */
    static final Look BLIND =
        new Look(
            new Spaces.State(Optional.empty(), Optional.empty(), Optional.empty()),
            new VectorGuard(Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OrdinalFilter.of(),
            Optional.empty(),
            Passing.UNTOUCHED);

    /** A vector of the space in use, looked up there. */
    static Look at(Spaces.State state, VectorGuard guard, float[] vector) {
      return new Look(
          state,
          guard,
          Optional.of(vector),
          Optional.of(vector),
          Optional.empty(),
          OrdinalFilter.of(),
          Optional.empty(),
          Passing.UNTOUCHED);
    }

    private static Look of(Spaces.State state, VectorGuard guard, Meanings meant) {
      Optional<float[]> question = vector(meant.all(), state.now());
      Optional<float[]> next = vector(meant.all(), state.next());
      OrdinalFilter moved =
          state.next().map(space -> space.vectors().held()).orElse(OrdinalFilter.of());
      boolean comparable = state.calibration().isPresent() || question.isEmpty();
      boolean there = next.isPresent() && comparable && moved.cardinality() > 0;
      return new Look(
          state,
          guard,
          question,
          question,
          there ? next : Optional.empty(),
          there ? moved : OrdinalFilter.of(),
          there ? scale(state, question, next) : Optional.empty(),
          meant.passing());
    }

    private static Optional<Calibration.Scale> scale(
        Spaces.State state, Optional<float[]> now, Optional<float[]> next) {
      return now.isPresent() && next.isPresent()
          ? state.calibration().map(calibration -> calibration.of(now.get(), next.get()))
          : Optional.empty();
    }

    private static Optional<float[]> vector(List<Meant> meant, Optional<Spaces.Space> space) {
      return meant.stream().filter(one -> fits(one, space)).map(Meant::vector).findFirst();
    }

    /** The same, searched for another vector in the space in use. */
    Look leaning(float[] towards) {
      Optional<float[]> leaning = Optional.of(towards);
      return new Look(
          state, guard, question, leaning, next, moved, scale(state, leaning, next), passing);
    }

    /** By which model it was embedded, and what of it was replaced before it went there. */
    String told(Optional<String> model) {
      String by = model.orElse("none");
      return passing.all() == 0 ? by : by + ", " + passing.all() + " replaced";
    }

    /** What is searched for, if anything can be. */
    Optional<float[]> vector() {
      return lean.or(() -> next);
    }

    /** Whether two spaces are searched. */
    boolean inTwo() {
      return lean.isPresent() && next.isPresent();
    }

    /** Whether memories with vectors are left out because a model did not answer. */
    boolean partial() {
      int here = state.now().map(space -> space.vectors().count()).orElse(0);
      return lean.isEmpty() && (next.isEmpty() || moved.cardinality() < here);
    }

    /** The model on whose scale the scores are; no model's alone where two spaces are searched. */
    Optional<String> model() {
      if (inTwo()) {
        return state.next().map(space -> space.model() + ", merged");
      }
      return (lean.isPresent() ? state.now() : state.next()).map(Spaces.Space::model);
    }

    /** Whether full vectors need not be read to rank by the finest scores there are. */
    boolean held() {
      return held(state.now()) && held(state.next());
    }

    private static boolean held(Optional<Spaces.Space> space) {
      return space.map(one -> one.vectors().index().capabilities().holdsVectors()).orElse(true);
    }

    /** The nearest allowed ordinals, best first. */
    VectorHits search(int k, OrdinalFilter filter, Means means) {
      if (!inTwo()) {
        return lean.isPresent()
            ? now(k, filter, means)
            : next(k, next.isPresent() ? filter.and(moved) : filter, means);
      }
      return merged(now(k, filter.without(moved), means), next(k, filter.and(moved), means), k);
    }

    /** The nearest of some, each of which is allowed. */
    VectorHits searchAmong(int k, int[] candidates, Means means) {
      int[] there = Arrays.stream(candidates).filter(moved::allows).toArray();
      if (!inTwo()) {
        return lean.isPresent() ? nowAmong(k, candidates, means) : nextAmong(k, there, means);
      }
      int[] here = Arrays.stream(candidates).filter(at -> !moved.allows(at)).toArray();
      return merged(nowAmong(k, here, means), nextAmong(k, there, means), k);
    }

    private VectorHits now(int k, OrdinalFilter filter, Means means) {
      Spaces.Space space = state.now().orElseThrow();
      return in(space, lean.orElseThrow(), k, filter, means);
    }

    private VectorHits nowAmong(int k, int[] candidates, Means means) {
      Spaces.Space space = state.now().orElseThrow();
      return among(space, lean.orElseThrow(), k, candidates, means);
    }

    private VectorHits next(int k, OrdinalFilter filter, Means means) {
      Optional<Spaces.Space> space = state.next().filter(coming -> next.isPresent());
      return space
          .map(one -> in(one, next.orElseThrow(), k, filter, means))
          .orElse(VectorHits.none("none"));
    }

    private VectorHits nextAmong(int k, int[] candidates, Means means) {
      return state
          .next()
          .filter(coming -> next.isPresent())
          .map(space -> among(space, next.orElseThrow(), k, candidates, means))
          .orElse(VectorHits.none("none"));
    }

    /** Confidential memories are asked apart, by a question turned like their vectors. */
    private VectorHits in(
        Spaces.Space space, float[] vector, int k, OrdinalFilter filter, Means means) {
      VectorHits open = space.vectors().index().search(means.query(space, vector, k, filter));
      VectorIndex sealed = space.vectors().sealed();
      return sealed.count() == 0
          ? open
          : TwoLists.merged(
              open, sealed.search(means.query(space, guard.turned(vector), k, filter)), k);
    }

    private VectorHits among(
        Spaces.Space space, float[] vector, int k, int[] candidates, Means means) {
      VectorHits open =
          space.vectors().index().searchAmong(means.query(space, vector, k, NOBODY), candidates);
      VectorIndex sealed = space.vectors().sealed();
      return sealed.count() == 0
          ? open
          : TwoLists.merged(
              open,
              sealed.searchAmong(means.query(space, guard.turned(vector), k, NOBODY), candidates),
              k);
    }

    /** Both in one order; a calibrated score keeps its order, so two sorted lists are merged. */
    private VectorHits merged(VectorHits old, VectorHits fresh, int k) {
      Calibration.Scale calibration = scale.orElseThrow();
      float[] scores = new float[old.size()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = calibration.apply(old.scores()[i]);
      }
      String path =
          state.next().orElseThrow().model()
              + " "
              + fresh.path()
              + " ("
              + fresh.size()
              + "), "
              + state.now().orElseThrow().model()
              + " "
              + old.path()
              + " ("
              + old.size()
              + ")";
      var scaled = new VectorHits(old.ordinals(), scores, old.path(), old.complete());
      VectorHits both = TwoLists.merged(fresh, scaled, k);
      return new VectorHits(both.ordinals(), both.scores(), path, both.complete());
    }
  }
}
