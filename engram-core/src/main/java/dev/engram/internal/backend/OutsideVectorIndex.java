package dev.engram.internal.backend;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.Capabilities;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.List;

/**
 * A built-in index whose searches ask the active outside store first, if there is one. It holds
 * nothing itself: writes go to the built-in index, and stores are told afterwards, so that no
 * writer waits for them. {@link VectorHits#path} is the store's name when it answered, and {@code
 * name>path} when the built-in index answered in its place.
 *
 * <p>Thread-safety and cost: of the built-in index; a search waits for the store as long as its
 * options say.
 */
final class OutsideVectorIndex implements VectorIndex {
  private final VectorIndex builtIn;
  private final BackendRegistry stores;

  OutsideVectorIndex(VectorIndex builtIn, BackendRegistry stores) {
    this.builtIn = builtIn;
    this.stores = stores;
  }

  @Override
  public VectorSpace space() {
    return builtIn.space();
  }

  @Override
  public void put(int ordinal, float[][] parts) {
    builtIn.put(ordinal, parts);
    stores.changed(ordinal);
  }

  @Override
  public void putAll(int[] ordinals, List<float[][]> parts) {
    try {
      builtIn.putAll(ordinals, parts);
    } finally {
      for (int ordinal : ordinals) {
        stores.changed(ordinal); // also where a bad entry stopped the rest: what is held is sent
      }
    }
  }

  @Override
  public void remove(int ordinal) {
    builtIn.remove(ordinal);
    stores.changed(ordinal);
  }

  @Override
  public VectorHits search(VectorQuery query) {
    return stores
        .asked()
        .filter(store -> stores.holds(builtIn.space()))
        .map(store -> store.search(query, builtIn))
        .orElseGet(() -> builtIn.search(query));
  }

  @Override
  public VectorHits searchAmong(VectorQuery query, int[] candidates) {
    return builtIn.searchAmong(query, candidates);
  }

  @Override
  public long fingerprint() {
    return builtIn.fingerprint();
  }

  @Override
  public int count() {
    return builtIn.count();
  }

  @Override
  public int vectorCount() {
    return builtIn.vectorCount();
  }

  @Override
  public long ramBytes() {
    return builtIn.ramBytes();
  }

  @Override
  public String kind() {
    return builtIn.kind();
  }

  /** Of the built-in index, but that a store may leave something out. */
  @Override
  public Capabilities capabilities() {
    Capabilities own = builtIn.capabilities();
    boolean exact = own.exact() && stores.asked().isEmpty();
    return new Capabilities(
        own.filtered(), exact, own.sublinear(), own.incremental(), own.holdsVectors());
  }

  @Override
  public boolean ready() {
    return builtIn.ready();
  }

  /** Stores are filled anew from nothing: they may keep what they are told to remove. */
  @Override
  public void wipe() {
    builtIn.wipe();
    stores.startOver();
  }

  @Override
  public IndexImage image() {
    return builtIn.image();
  }

  /** Closes the built-in index; stores are the registry's. */
  @Override
  public void close() {
    builtIn.close();
  }
}
