package dev.engram.internal.vault;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.HandClock;
import dev.engram.TestKeys;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WriterTest {
  private static final int QUEUE = 8;

  @TempDir private Path folder;
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<List<Change>> told = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch writerIsHeld = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private Vault vault;

  @BeforeEach
  void open() {
    vault = open(folder.resolve("v.engram"));
    vault.onCommit(told::add);
  }

  private static Vault open(Path path) {
    return Vault.open(
        path,
        TestKeys.right(),
        new Vault.Settings(true, 1, QUEUE),
        new HandClock(),
        new Random(1));
  }

  @AfterEach
  void close() {
    letGo.countDown();
    vault.close();
    callers.close();
  }

  private static boolean put(Transaction tx, String name) throws SQLException {
    SettingTable.put(tx, name, "here");
    tx.changed(1, Change.Op.PUT);
    return true;
  }

  private boolean write(WriteCommand<Boolean> command) {
    return vault.writer().write(command);
  }

  private boolean has(String name) {
    return vault
        .readers()
        .read(
            statements -> {
              PreparedStatement query =
                  statements.prepare("SELECT 1 FROM setting WHERE name = ?");
              query.setString(1, name);
              try (ResultSet rows = query.executeQuery()) {
                return rows.next();
              }
            });
  }

  /** Makes the writer wait inside a command until {@link #letGo}, so that a group gathers. */
  private Future<Boolean> holdTheWriter() throws InterruptedException {
    Future<Boolean> holding =
        callers.submit(
            () ->
                vault
                    .writer()
                    .write(
                        tx -> {
                          writerIsHeld.countDown();
                          awaitQuietly(letGo);
                          return put(tx, "held");
                        }));
    writerIsHeld.await();
    return holding;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void untilWaiting(int commands) {
    while (vault.writer().depth() < commands) {
      Thread.onSpinWait();
    }
  }

  private <T> Future<T> submit(WriteCommand<T> command) {
    int before = vault.writer().depth();
    Future<T> answer = callers.submit(() -> vault.writer().write(command));
    untilWaiting(before + 1);
    return answer;
  }

  @Test
  void whatWaitsIsCommittedTogetherAndToldOfInOrder() throws Exception {
    Future<Boolean> first = holdTheWriter();
    var answers = new ArrayList<Future<Boolean>>();
    for (int i = 0; i < 5; i++) {
      String name = "n" + i;
      answers.add(submit(tx -> put(tx, name)));
    }
    letGo.countDown();
    assertThat(first.get()).isTrue();
    for (Future<Boolean> answer : answers) {
      assertThat(answer.get()).isTrue();
    }
    assertThat(told).hasSize(2);
    assertThat(told.get(1)).hasSize(5);
    assertThat(told.get(1)).isSortedAccordingTo((a, b) -> Long.compare(a.seq(), b.seq()));
  }

  @Test
  void aCommandThatFailsFailsAloneAndItsChangesAreNotToldOf() throws Exception {
    Future<Boolean> first = holdTheWriter();
    Future<Boolean> before = submit(tx -> put(tx, "before"));
    Future<Boolean> failing =
        submit(
            tx -> {
              put(tx, "undone");
              throw InvalidInputException.of("field", "was refused");
            });
    Future<Boolean> broken =
        submit(
            tx -> {
              put(tx, "undone too");
              tx.prepare("INSERT INTO setting (name) VALUES ('no value')").executeUpdate();
              return true;
            });
    Future<Boolean> after = submit(tx -> put(tx, "after"));
    letGo.countDown();
    assertThat(first.get()).isTrue();
    assertThat(before.get()).isTrue();
    assertThat(after.get()).isTrue();
    failing(ErrorCode.INVALID_INPUT, () -> unwrap(failing));
    failing(ErrorCode.WRITE_FAILED, () -> unwrap(broken));
    assertThat(has("before")).isTrue();
    assertThat(has("after")).isTrue();
    assertThat(has("undone")).isFalse();
    assertThat(has("undone too")).isFalse();
    assertThat(told.get(1)).hasSize(2);
  }

  private static void unwrap(Future<?> answer) throws Throwable {
    try {
      Object unexpected = answer.get();
      throw new AssertionError("answered " + unexpected);
    } catch (ExecutionException failed) {
      throw failed.getCause();
    }
  }

  @Test
  void aStatementThatFailedOnceServesAgain() {
    for (int i = 0; i < 3; i++) {
      failing(ErrorCode.WRITE_FAILED, () -> write(tx -> schemaVersion(tx, 1)));
      int version = 100 + i;
      assertThat(write(tx -> schemaVersion(tx, version))).isTrue();
    }
  }

  private static boolean schemaVersion(Transaction tx, int version) throws SQLException {
    PreparedStatement insert = tx.prepare("INSERT INTO schema_version VALUES (?, 0)");
    insert.setInt(1, version);
    return insert.executeUpdate() == 1;
  }

  @Test
  void anErrorInACommandFailsThatCommandAndTheWriterLivesOn() {
    failing(
        ErrorCode.WRITE_FAILED,
        () ->
            vault
                .writer()
                .write(
                    tx -> {
                      put(tx, "undone");
                      throw new StackOverflowError("of a test");
                    }));
    assertThat(write(tx -> put(tx, "later"))).isTrue();
    assertThat(has("undone")).isFalse();
    assertThat(has("later")).isTrue();
  }

  @Test
  void aListenerThatFailsBreaksTheWriterButNotWhatWasCommitted() {
    vault.onCommit(
        changes -> {
          throw new IllegalStateException("the listener of a test");
        });
    assertThat(write(tx -> put(tx, "kept"))).isTrue();
    assertThat(has("kept")).isTrue();
    failing(ErrorCode.WRITER_BROKEN, () -> write(tx -> put(tx, "refused")));
    assertThat(vault.broken()).isPresent();
  }

  @Test
  void aFullQueueMakesCallersWaitAndDropsNothing() throws Exception {
    Future<Boolean> first = holdTheWriter();
    var answers = new ArrayList<Future<Boolean>>();
    for (int i = 0; i < 5 * QUEUE; i++) {
      String name = "n" + i;
      answers.add(callers.submit(() -> vault.writer().write(tx -> put(tx, name))));
    }
    untilWaiting(QUEUE);
    assertThat(answers).noneMatch(Future::isDone);
    assertThat(vault.writer().depth()).isEqualTo(QUEUE);
    letGo.countDown();
    assertThat(first.get()).isTrue();
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get()).isTrue();
      assertThat(has("n" + i)).isTrue();
    }
  }

  @Test
  void aCallerInterruptedWhileItsCommandWaitsWithdrawsIt() throws Exception {
    Future<Boolean> first = holdTheWriter();
    var failure = new AtomicReference<Throwable>();
    var flag = new AtomicBoolean();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    vault.writer().write(tx -> put(tx, "withdrawn"));
                  } catch (RuntimeException interrupted) {
                    failure.set(interrupted);
                    flag.set(Thread.currentThread().isInterrupted());
                  }
                });
    untilWaiting(1);
    caller.interrupt();
    caller.join();
    failing(
        ErrorCode.INTERRUPTED,
        () -> {
          throw failure.get();
        });
    assertThat(flag).isTrue();
    letGo.countDown();
    assertThat(first.get()).isTrue();
    assertThat(write(tx -> put(tx, "next"))).isTrue();
    assertThat(has("withdrawn")).isFalse();
  }

  @Test
  void aCallerInterruptedOnceItsCommandBeganLearnsTheOutcome() throws Exception {
    var outcome = new CompletableFuture<Boolean>();
    var flag = new AtomicBoolean();
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  outcome.complete(
                      vault
                          .writer()
                          .write(
                              tx -> {
                                writerIsHeld.countDown();
                                awaitQuietly(letGo);
                                return put(tx, "done");
                              }));
                  flag.set(Thread.currentThread().isInterrupted());
                });
    writerIsHeld.await();
    caller.interrupt();
    letGo.countDown();
    caller.join();
    assertThat(outcome.get()).isTrue();
    assertThat(flag).isTrue();
    assertThat(has("done")).isTrue();
  }

  @Test
  void closingFinishesWhatWaitsAndRefusesWhatComesLater() throws Exception {
    Future<Boolean> first = holdTheWriter();
    var answers = new ArrayList<Future<Boolean>>();
    for (int i = 0; i < 5; i++) {
      String name = "n" + i;
      answers.add(submit(tx -> put(tx, name)));
    }
    Future<?> closing = callers.submit(vault::close);
    letGo.countDown();
    Object closed = closing.get();
    assertThat(closed).isNull();
    assertThat(first.get()).isTrue();
    for (Future<Boolean> answer : answers) {
      assertThat(answer.get()).isTrue();
    }
    failing(ErrorCode.CLOSED, () -> write(tx -> put(tx, "late")));
    vault = open(folder.resolve("v.engram"));
    assertThat(has("n4")).isTrue();
    assertThat(has("late")).isFalse();
  }

  @Test
  void noCallerIsLeftWaitingWhenWritingRacesClosing() throws Exception {
    var answers = new ArrayList<Future<Boolean>>();
    for (int i = 0; i < 4; i++) {
      answers.add(
          callers.submit(
              () -> {
                try {
                  while (true) {
                    vault.writer().write(tx -> put(tx, "again"));
                  }
                } catch (dev.engram.fault.VaultException closed) {
                  return closed.code() == ErrorCode.CLOSED;
                }
              }));
    }
    while (told.size() < 20) {
      Thread.onSpinWait();
    }
    vault.close();
    for (Future<Boolean> answer : answers) {
      assertThat(answer.get()).isTrue();
    }
  }

  @Test
  void aFullDiskKeepsNothingOfTheWriteAndTheNextIsTriedAfresh() {
    long pages = number("PRAGMA page_count");
    assertThat(limitPages(pages + 2)).isTrue();
    failing(ErrorCode.DISK_FULL, () -> write(tx -> fill(tx, "big", 400_000)));
    assertThat(has("big")).isFalse();
    assertThat(vault.broken()).isEmpty();
    assertThat(write(tx -> put(tx, "small"))).isTrue();
    assertThat(limitPages(1_000_000)).isTrue();
    assertThat(write(tx -> fill(tx, "big", 400_000))).isTrue();
    assertThat(has("big")).isTrue();
    assertThat(told).hasSize(2);
  }

  private boolean limitPages(long pages) {
    return write(tx -> tx.prepare("PRAGMA max_page_count=" + pages).execute());
  }

  private long number(String sql) {
    return vault
        .writer()
        .write(
            tx -> {
              try (ResultSet row = tx.prepare(sql).executeQuery()) {
                row.next();
                return row.getLong(1);
              }
            });
  }

  private static boolean fill(Transaction tx, String name, int bytes) throws SQLException {
    SettingTable.put(tx, name, "x".repeat(bytes));
    tx.changed(1, Change.Op.PUT);
    return true;
  }
}
