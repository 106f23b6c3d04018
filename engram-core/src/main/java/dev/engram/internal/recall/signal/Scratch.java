package dev.engram.internal.recall.signal;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Room for scores by ordinal, lent to one recall at a time and given back clean, so that a recall
 * neither allocates nor clears what it does not touch.
 */
final class Scratch {
  private float[] total = new float[0];
  private float[] ofTerm = new float[0];
  private boolean[] seen = new boolean[0];
  private int[] touched = new int[0];
  private int touchedCount;

  private Scratch() {}

  /** Lends and takes back. Thread-safe. */
  static final class Pool {
    private final ConcurrentLinkedQueue<Scratch> free = new ConcurrentLinkedQueue<>();

    /** A clean one for ordinals below {@code room}. */
    Scratch borrow(int room) {
      Scratch scratch = free.poll();
      scratch = scratch == null ? new Scratch() : scratch;
      scratch.grow(room);
      return scratch;
    }

    /** Takes one back. */
    void giveBack(Scratch scratch) {
      scratch.clear();
      free.add(scratch);
    }
  }

  private void grow(int room) {
    if (total.length < room) {
      total = new float[room];
      ofTerm = new float[room];
      seen = new boolean[room];
      touched = new int[room];
    }
  }

  private void clear() {
    for (int i = 0; i < touchedCount; i++) {
      total[touched[i]] = 0;
      ofTerm[touched[i]] = 0;
      seen[touched[i]] = false;
    }
    touchedCount = 0;
  }

  /** Raises an ordinal's score for the present term to at least {@code score}. */
  void raise(int ordinal, float score) {
    if (score > ofTerm[ordinal]) {
      ofTerm[ordinal] = score;
      if (!seen[ordinal]) {
        seen[ordinal] = true;
        touched[touchedCount++] = ordinal;
      }
    }
  }

  /** Adds the present term's scores to the totals and begins the next term. */
  void endTerm() {
    for (int i = 0; i < touchedCount; i++) {
      int ordinal = touched[i];
      total[ordinal] += ofTerm[ordinal];
      ofTerm[ordinal] = 0;
    }
  }

  /** The totals of all that was raised, divided by {@code mass}. */
  SignalScores totals(float mass) {
    int[] ordinals = Arrays.copyOf(touched, touchedCount);
    float[] scores = new float[touchedCount];
    for (int i = 0; i < touchedCount; i++) {
      scores[i] = total[ordinals[i]] / mass;
    }
    return new SignalScores(ordinals, scores);
  }
}
