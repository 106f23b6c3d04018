package dev.engram.internal.screen;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts a placeholder in place of whatever its detectors find ({@code persistence.md}, threat
 * model). Of findings that overlap, the one that starts first names the placeholder, and all of
 * them go. What it puts out it leaves alone when it sees it again. Thread-safe.
 */
public final class RedactingScreen implements Screen {
  private final List<Detector> detectors;

  /** Runs these detectors. */
  public RedactingScreen(List<Detector> detectors) {
    this.detectors = List.copyOf(detectors);
  }

  /** Takes out secrets: keys, tokens, passwords. */
  public static RedactingScreen ofSecrets() {
    return new RedactingScreen(List.of(new SecretsDetector()));
  }

  @Override
  public Screened screen(String text) {
    var found = new ArrayList<Finding>();
    for (Detector detector : detectors) {
      found.addAll(findings(detector, text));
    }
    if (found.isEmpty()) {
      return new Screened(text, List.of());
    }
    List<Finding> apart = apart(found);
    return new Screened(redacted(text, apart), apart);
  }

  /** The cause's message may quote the text, so only its type is told. */
  private static List<Finding> findings(Detector detector, String text) {
    try {
      List<Finding> found = detector.find(text);
      for (Finding finding : found) {
        if (finding.end() > text.length()) {
          throw new IndexOutOfBoundsException(finding.end());
        }
      }
      return found;
    } catch (RuntimeException | StackOverflowError failed) {
      throw new VaultException(
          ErrorCode.SCREEN_FAILED,
          "the "
              + detector.name()
              + " screen failed with "
              + failed.getClass().getSimpleName()
              + ", so the text was neither stored nor sent");
    }
  }

  private static List<Finding> apart(List<Finding> found) {
    found.sort(Comparator.comparingInt(Finding::start).thenComparingInt(one -> -one.end()));
    var apart = new ArrayList<Finding>();
    Finding open = found.getFirst();
    for (Finding next : found) {
      if (next.start() < open.end()) {
        open = new Finding(open.start(), Math.max(open.end(), next.end()), open.kind());
      } else {
        apart.add(open);
        open = next;
      }
    }
    apart.add(open);
    return apart;
  }

  private static String redacted(String text, List<Finding> apart) {
    var out = new StringBuilder(text.length());
    int from = 0;
    for (Finding finding : apart) {
      out.append(text, from, finding.start()).append(finding.placeholder());
      from = finding.end();
    }
    return out.append(text, from, text.length()).toString();
  }
}
