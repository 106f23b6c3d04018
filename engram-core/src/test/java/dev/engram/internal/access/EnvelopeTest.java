package dev.engram.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.scope.Principal;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("§10.8.1 An untrusted principal's answers take whole steps of time")
class EnvelopeTest {
  private static final long MILLI = 1_000_000;
  private static final Principal HOOK = Principal.network("rex", "mcp");

  private static final class Hand implements Stopwatch {
    private long now = 42 * MILLI;
    private long rested;
    private boolean hurried;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void rest(long nanos) throws InterruptedException {
      if (hurried) {
        throw new InterruptedException();
      }
      now += nanos;
      rested += nanos;
    }

    private int work(int millis) {
      now += millis * MILLI;
      return millis;
    }
  }

  private final Hand hand = new Hand();
  private final Envelope envelope = new Envelope(Duration.ofMillis(50), hand);

  private long taken(Principal who, int millis) {
    long begun = hand.now;
    assertThat(envelope.around(who, () -> hand.work(millis))).isEqualTo(millis);
    return (hand.now - begun) / MILLI;
  }

  @Test
  void answersTakeWholeSteps() {
    assertThat(taken(HOOK, 0)).isEqualTo(50);
    assertThat(taken(HOOK, 3)).isEqualTo(50);
    assertThat(taken(HOOK, 49)).isEqualTo(50);
    assertThat(taken(HOOK, 51)).isEqualTo(100);
  }

  @Test
  void theHostWaitsForNothing() {
    assertThat(taken(Principal.agent("rex"), 3)).isEqualTo(3);
    assertThat(taken(HOOK.trusted(), 3)).isEqualTo(3);
    assertThat(hand.rested).isZero();
    var none = new Envelope(Duration.ZERO, hand);
    assertThat(none.around(HOOK, () -> hand.work(7))).isEqualTo(7);
    assertThat(hand.rested).isZero();
  }

  @Test
  void refusalsTakeAsLongAsAnswers() {
    long begun = hand.now;
    assertThatThrownBy(() ->
            envelope.around(
                HOOK,
                () -> {
                  hand.work(2);
                  throw new IllegalArgumentException("refused");
                }))
        .hasMessage("refused");
    assertThat(hand.now - begun).isEqualTo(50 * MILLI);
  }

  @Test
  void whoIsInterruptedIsAnsweredAtOnce() {
    hand.hurried = true;
    assertThat(envelope.around(HOOK, () -> "answer")).isEqualTo("answer");
    assertThat(Thread.interrupted()).isTrue();
  }
}
