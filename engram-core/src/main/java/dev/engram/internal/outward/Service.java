package dev.engram.internal.outward;

import dev.engram.config.OutwardOptions;
import dev.engram.config.OutwardOptions.Rules;
import dev.engram.health.OutwardHealth;
import dev.engram.spi.EmbeddingModel.Locality;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One service outside of Engram: where it is, what it may have, what it had. Thread-safe. */
final class Service {
  private final Supplier<String> name;
  private final Site site;
  private final Detectors detectors;
  private final OutwardOptions options;
  private final LongUnaryOperator key;
  private final Witness witness;
  private final LongAdder calls = new LongAdder();
  private final LongAdder texts = new LongAdder();
  private final LongAdder withheld = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Map<String, LongAdder> replaced = new ConcurrentHashMap<>();

  Service(
      Supplier<String> name,
      Site site,
      Detectors detectors,
      OutwardOptions options,
      LongUnaryOperator key,
      Witness witness) {
    this.name = name;
    this.site = site;
    this.detectors = detectors;
    this.options = options;
    this.key = key;
    this.witness = witness;
  }

  String name() {
    return name.get();
  }

  Locality place() {
    return site.now();
  }

  private Rules rules(Locality place) {
    return place == Locality.REMOTE ? options.remote() : options.local();
  }

  /** A text without its secrets. */
  String screened(String text) {
    return detectors.screened(text).text();
  }

  /** Wording of one call, with a way back. */
  Redaction numbered(Locality place, Naming.Numbered naming) {
    return new Redaction(detectors, rules(place), naming);
  }

  /** Wording of one text, the same in every call. */
  Redaction keyed(Locality place) {
    return new Redaction(detectors, rules(place), new Naming.Keyed(key));
  }

  /** Counts, and tells the witness; what that throws keeps the call here. */
  void leaving(int count, Passing passing) {
    withheld.add(passing.withheld());
    failed.add(passing.failed());
    passing
        .replaced()
        .forEach(
            (kind, times) -> replaced.computeIfAbsent(kind, one -> new LongAdder()).add(times));
    witness.leaving(name(), count, passing);
    if (count > 0) {
      calls.increment();
      texts.add(count);
    }
  }

  OutwardHealth health() {
    Map<String, Long> kinds =
        replaced.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, one -> one.getValue().sum(), Long::sum, TreeMap::new));
    return new OutwardHealth(
        name(),
        place(),
        site.unproven(),
        calls.sum(),
        texts.sum(),
        kinds,
        withheld.sum(),
        failed.sum());
  }

  /** What a person should know. */
  List<String> warnings() {
    return site.unproven()
        ? List.of(
            name()
                + " says that it is on this machine and names no address: it counts as being"
                + " elsewhere, personal data leave as placeholders")
        : List.of();
  }
}
