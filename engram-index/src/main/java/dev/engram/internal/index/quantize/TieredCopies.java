package dev.engram.internal.index.quantize;

import dev.engram.internal.index.vector.VectorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/**
 * The vectors of a space in memory, each in the copy that its {@link Temperature} asks for: what an
 * index refines its candidates from when reading the full vectors would take too long. The vault
 * keeps the truth.
 *
 * <p>Ordinals are grouped in pages of {@value CopyPage#SIZE}. A page never changes: a writer
 * replaces it as a whole, so that readers need no lock and see every ordinal in one consistent
 * state. One writer at a time; any number of readers. A change copies the page, some microseconds;
 * the sweep copies a page once for all its changes.
 *
 * <p>Memory: the codes, and about seven bytes an ordinal up to the largest.
 */
public final class TieredCopies {
  private final Tiers tiers;
  private volatile AtomicReferenceArray<CopyPage> pages = empty(1);

  /** Empty copies, kept by the quantizers of {@code tiers}. */
  public TieredCopies(Tiers tiers) {
    this.tiers = tiers;
  }

  private static AtomicReferenceArray<CopyPage> empty(int length) {
    var pages = new AtomicReferenceArray<CopyPage>(length);
    for (int i = 0; i < length; i++) {
      pages.setPlain(i, CopyPage.EMPTY);
    }
    return pages;
  }

  /** Which quantizers keep what. */
  public Tiers tiers() {
    return tiers;
  }

  /**
   * Keeps the vectors of an ordinal, in place of any before.
   *
   * @param ordinal zero or more
   * @param parts at least one vector, as given: they are admitted to the space here
   * @throws dev.engram.internal.index.vector.VectorIndexException if the space refuses one; nothing
   *     has changed then
   */
  public void put(int ordinal, float[][] parts, Temperature temperature) {
    if (ordinal < 0 || parts.length == 0) {
      throw new IllegalArgumentException(
          "ordinal must be zero or more and have a vector, got " + ordinal + ", " + parts.length);
    }
    byte[] codes = encode(admit(parts), temperature);
    int index = ordinal / CopyPage.SIZE;
    grow(index);
    pages.setRelease(
        index,
        pages.get(index).with(ordinal % CopyPage.SIZE, new CopyPage.Copy(temperature, codes)));
  }

  /** Forgets an ordinal. Returns whether it was held. */
  public boolean remove(int ordinal) {
    if (temperature(ordinal).isEmpty()) {
      return false;
    }
    int index = ordinal / CopyPage.SIZE;
    pages.setRelease(index, pages.get(index).without(ordinal % CopyPage.SIZE));
    return true;
  }

  private void grow(int index) {
    AtomicReferenceArray<CopyPage> old = pages;
    if (index < old.length()) {
      return;
    }
    AtomicReferenceArray<CopyPage> longer = empty(Math.max(index + 1, old.length() * 3 / 2));
    for (int i = 0; i < old.length(); i++) {
      longer.setPlain(i, old.get(i));
    }
    pages = longer;
  }

  private float[][] admit(float[][] parts) {
    return Arrays.stream(parts).map(tiers.space()::admit).toArray(float[][]::new);
  }

  private byte[] encode(float[][] admitted, Temperature temperature) {
    Quantizer quantizer = tiers.of(temperature);
    int bytes = quantizer.bytesPerVector();
    byte[] codes = new byte[Math.multiplyExact(bytes, admitted.length)];
    for (int part = 0; part < admitted.length; part++) {
      quantizer.encode(admitted[part], codes, part * bytes);
    }
    return codes;
  }

  private CopyPage page(int ordinal) {
    AtomicReferenceArray<CopyPage> now = pages;
    int index = ordinal / CopyPage.SIZE;
    return ordinal < 0 || index >= now.length() ? CopyPage.EMPTY : now.getAcquire(index);
  }

  /** The temperature of an ordinal's copy; empty when it is not held. */
  public Optional<Temperature> temperature(int ordinal) {
    return page(ordinal).temperature(Math.floorMod(ordinal, CopyPage.SIZE));
  }

  /**
   * Scores ordinals by their copies: asymmetric, on the scale of the metric, the best part counts.
   *
   * @param query as given: it is admitted to the space here
   * @param ordinals in any order
   * @return their scores in the same order; negative infinity for an ordinal that is not held
   * @throws dev.engram.internal.index.vector.VectorIndexException if the space refuses the query
   */
  public float[] scores(float[] query, int[] ordinals) {
    var scorers = new TierScorers(tiers, tiers.space().admit(query));
    float[] scores = new float[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      int ordinal = ordinals[i];
      scores[i] = page(ordinal).best(Math.floorMod(ordinal, CopyPage.SIZE), scorers);
    }
    return scores;
  }

  /**
   * What a stretch of maintenance did.
   *
   * @param next where to go on; -1 at the end
   * @param warmed copies made finer
   * @param cooled copies made coarser
   * @param missing copies that should be finer, but whose vectors the source lacks: they stay
   */
  public record Swept(int next, int warmed, int cooled, int missing) {}

  /**
   * Gives ordinals the copies that their temperatures ask for now. Full vectors come from the
   * source, in one read; what it lacks is made coarser from the copy that is there.
   *
   * @param from the first ordinal
   * @param changes about how many copies to change at most, so that a pass can yield; at least one
   * @param wanted the temperature an ordinal should have; asked for held ordinals only
   */
  public Swept sweep(int from, int changes, IntFunction<Temperature> wanted, VectorSource source) {
    Checked.atLeastOne(changes, "changes");
    int end = pages.length() * CopyPage.SIZE;
    int[] moved = new int[Math.min(changes, end)];
    int size = 0;
    int ordinal = Math.max(0, from);
    for (; ordinal < end && size < moved.length; ordinal++) {
      Optional<Temperature> held = temperature(ordinal);
      if (held.isPresent() && held.get() != wanted.apply(ordinal)) {
        moved[size++] = ordinal;
      }
    }
    var move = new TierMove(this, source, Arrays.copyOf(moved, size));
    for (int i = 0; i < size; ) {
      int index = moved[i] / CopyPage.SIZE;
      CopyPage page = pages.get(index);
      for (; i < size && moved[i] / CopyPage.SIZE == index; i++) {
        page = move.apply(page, i, wanted.apply(moved[i]));
      }
      pages.setRelease(index, page);
    }
    return move.swept(ordinal < end ? ordinal : -1);
  }

  /**
   * The same ordinals and temperatures with other quantizers, for instance ones that were trained
   * anew. This stays as it is, for searches that run on it until its owner swaps them.
   *
   * @param source of full vectors; where it lacks one, the copy that is there is decoded
   */
  public TieredCopies with(Tiers others, VectorSource source) {
    if (!others.space().equals(tiers.space())) {
      throw new IllegalArgumentException("the quantizers are of another space");
    }
    var copies = new TieredCopies(others);
    AtomicReferenceArray<CopyPage> now = pages;
    copies.pages = empty(now.length());
    for (int index = 0; index < now.length(); index++) {
      CopyPage page = now.get(index);
      int[] held = page.held(index * CopyPage.SIZE);
      List<Optional<float[][]>> full = held.length == 0 ? List.of() : source.read(held);
      CopyPage made = CopyPage.EMPTY;
      for (int i = 0; i < held.length; i++) {
        int slot = held[i] % CopyPage.SIZE;
        CopyPage.Copy copy = page.copy(slot);
        float[][] parts = full(full, i).orElseGet(() -> decode(copy));
        made =
            made.with(
                slot,
                new CopyPage.Copy(copy.temperature(), copies.encode(parts, copy.temperature())));
      }
      copies.pages.setRelease(index, made);
    }
    return copies;
  }

  /** What the source has for the {@code i}-th ordinal it was asked for, admitted. */
  Optional<float[][]> full(List<Optional<float[][]>> read, int i) {
    return i < read.size() ? read.get(i).map(this::admit) : Optional.empty();
  }

  CopyPage.Copy encoded(float[][] admitted, Temperature temperature) {
    return new CopyPage.Copy(temperature, encode(admitted, temperature));
  }

  float[][] decode(CopyPage.Copy copy) {
    Quantizer quantizer = tiers.of(copy.temperature());
    int bytes = quantizer.bytesPerVector();
    var parts = new ArrayList<float[]>();
    for (int at = 0; at < copy.codes().length; at += bytes) {
      parts.add(quantizer.decode(copy.codes(), at));
    }
    return parts.toArray(float[][]::new);
  }

  /** How many ordinals are held at a temperature. Cost: a look at every page. */
  public int count(Temperature temperature) {
    AtomicReferenceArray<CopyPage> now = pages;
    int count = 0;
    for (int i = 0; i < now.length(); i++) {
      count += now.getAcquire(i).count(temperature);
    }
    return count;
  }

  /** Bytes held, the quantizers' own included. Cost: a look at every page. */
  public long ramBytes() {
    AtomicReferenceArray<CopyPage> now = pages;
    long bytes = 64 + 4L * now.length();
    for (Temperature temperature : Temperature.values()) {
      bytes += tiers.of(temperature).ramBytes();
    }
    for (int i = 0; i < now.length(); i++) {
      bytes += now.getAcquire(i).ramBytes();
    }
    return bytes;
  }
}
