package dev.engram.internal.working;

import dev.engram.query.Topic;
import dev.engram.spi.Directions;
import java.util.Arrays;

/**
 * What a conversation is about and how surely (spec §8.6, §8.7). Immutable until it is evicted:
 * {@link #wipe} overwrites its vectors with zeros (§10.7.3), and whoever still holds it then adds
 * nothing to a question. Thread-safe.
 *
 * <p>The centroid is an exponentially weighted mean of the turns' vectors; a turn that says little
 * moves it little. How well a turn fits is the mean of its {@linkplain Ground#likeness likeness} to
 * the centroid and to the turn before. Confidence is a running mean of how well turns fit: it nears
 * 1 while the talk goes on in one direction and falls with each turn that leaves it. (The source
 * compares with a vector of zeros, to which there is no angle.)
 *
 * <p>Invariants: vectors have unit length, confidence lies in 0 to 1.
 */
final class Momentum {
  /** Below this a turn is about something else; the benchmarks tell how it was chosen. */
  static final double SWITCH_BELOW = 0.15;

  /** From here on a turn is about the same. */
  static final double CONTINUES_FROM = 0.28;

  private static final double ALPHA = 0.3;

  /** A turn about something else takes most of the centroid over at once. */
  private static final double SWITCHING_ALPHA = 0.7;

  private static final double FIRST_CONFIDENCE = 0.5;
  private static final double SWITCHED_CONFIDENCE = 0.3;
  private static final double LEARNING = 0.3;

  /** A fit from here on leaves nothing to wish for. */
  private static final double PERFECT_FIT = 0.45;

  /** The most a conversation may weigh in a question, when it is sure and the question is empty. */
  private static final double MOST = 0.4;

  private final Ground ground;
  private final float[] centroid;
  private final float[] last;
  private final double confidence;
  private final Topic topic;
  private boolean wiped;

  private Momentum(Ground ground, float[] centroid, float[] last, double confidence, Topic topic) {
    this.ground = ground;
    this.centroid = centroid;
    this.last = last;
    this.confidence = confidence;
    this.topic = topic;
  }

  /**
   * After the first turn.
   *
   * @param turn of unit length; taken over
   */
  static Momentum first(Ground ground, float[] turn) {
    return new Momentum(ground.with(turn), turn, turn, FIRST_CONFIDENCE, Topic.SWITCH);
  }

  /**
   * After one more turn.
   *
   * @param turn of unit length; taken over
   * @param substance of its text: a turn that says little cannot change the topic
   */
  synchronized Momentum after(float[] turn, Substance substance) {
    double fit = (ground.likeness(centroid, turn) + ground.likeness(last, turn)) / 2;
    Topic next = topic(fit, substance);
    double alpha = next == Topic.SWITCH ? SWITCHING_ALPHA : ALPHA * substance.tells();
    float[] moved = mixed(centroid, turn, alpha);
    double steady = Math.clamp((fit - SWITCH_BELOW) / (PERFECT_FIT - SWITCH_BELOW), 0, 1);
    double learnt = confidence + LEARNING * substance.tells() * (steady - confidence);
    double sure = next == Topic.SWITCH ? Math.min(SWITCHED_CONFIDENCE, learnt) : learnt;
    return new Momentum(ground.with(turn), moved, turn, sure, next);
  }

  private static Topic topic(double fit, Substance substance) {
    if (fit >= CONTINUES_FROM) {
      return Topic.CONTINUATION;
    }
    return fit < SWITCH_BELOW && substance.tells() > 0.5 ? Topic.SWITCH : Topic.DRIFT;
  }

  /** How the last turn stood to those before. */
  Topic topic() {
    return topic;
  }

  /** How surely the talk keeps its direction, 0 to 1. */
  double confidence() {
    return confidence;
  }

  /** The length of its vectors. */
  int dimension() {
    return last.length;
  }

  /** Overwrites its vectors, which must be its own, with zeros; idempotent. */
  synchronized void wipe() {
    wiped = true;
    Arrays.fill(centroid, 0);
    Arrays.fill(last, 0);
    ground.wipe();
  }

  /** The share of the conversation in a question of this substance, 0 to 0.4. */
  double weight(Substance question) {
    return MOST * confidence * question.need();
  }

  /**
   * A question that leans towards what is being talked about.
   *
   * @param question of any length but zero; left as it is
   * @return of unit length
   */
  synchronized float[] blended(float[] question, double weight) {
    float[] unit = question.clone();
    return !wiped && Directions.normalise(unit)
        ? mixed(unit, ground.own(centroid), weight)
        : question;
  }

  /** Where the next question probably lies: between the last turn and the centroid. */
  synchronized float[] predicted() {
    return mixed(last, centroid, 0.5);
  }

  /** How near a question lies to a prediction, -1 to 1. */
  synchronized double likeness(float[] one, float[] other) {
    return ground.likeness(one, other);
  }

  private static float[] mixed(float[] one, float[] other, double share) {
    float[] mixed = new float[one.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (float) ((1 - share) * one[i] + share * other[i]);
    }
    return Directions.normalise(mixed) ? mixed : one.clone();
  }
}
