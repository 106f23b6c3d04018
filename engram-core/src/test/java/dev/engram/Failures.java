package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says how a call fails. */
public final class Failures {
  private Failures() {}

  /** The typed error of a call, which must carry this code and begin with it. */
  public static EngramException failing(ErrorCode code, ThrowingCallable call) {
    EngramException failure = catchThrowableOfType(EngramException.class, call);
    assertThat(failure).as("expected %s", code).isNotNull();
    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
    assertThat(failure).hasMessageStartingWith(code.label() + ": ");
    return failure;
  }
}
