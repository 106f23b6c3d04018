package dev.engram.cli.host;

import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingModel;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A model that is loaded when it is first needed, or beside the derivation of the vault's key; most
 * commands never need it, but an index is only kept in step when its model is known.
 *
 * <p>Thread-safe.
 */
final class LazyEmbedder implements Embedder {
  private final EmbeddingModel model;
  private final FutureTask<Embedder> loading;
  private final AtomicBoolean begun = new AtomicBoolean();

  LazyEmbedder(EmbeddingModel model, Supplier<? extends Embedder> loader) {
    this.model = model;
    this.loading = new FutureTask<>(loader::get);
  }

  /** Begins to load in the background. */
  void prefetch() {
    if (begun.compareAndSet(false, true)) {
      Thread.ofPlatform().name("engram-model").daemon().start(loading);
    }
  }

  @Override
  public EmbeddingModel model() {
    return model;
  }

  @Override
  public List<float[][]> embedDocuments(List<String> texts) {
    return loaded().embedDocuments(texts);
  }

  @Override
  public float[] embedQuery(String text) {
    return loaded().embedQuery(text);
  }

  @Override
  public boolean available() {
    return true;
  }

  /** Waits for a load that has begun: a process must not end while native code starts up. */
  @Override
  public void close() {
    if (begun.get()) {
      await();
      if (loading.state() == Future.State.SUCCESS) {
        loading.resultNow().close();
      }
    }
  }

  private Embedder loaded() {
    if (begun.compareAndSet(false, true)) {
      loading.run();
    }
    await();
    if (loading.state() == Future.State.SUCCESS) {
      return loading.resultNow();
    }
    throw loading.exceptionNow() instanceof RuntimeException known
        ? known
        : new IllegalStateException("the model could not be loaded", loading.exceptionNow());
  }

  private void await() {
    boolean interrupted = false;
    while (!loading.isDone()) {
      try {
        loading.get();
      } catch (InterruptedException again) {
        interrupted = true;
      } catch (ExecutionException failed) {
        // the state tells
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
