package dev.engram.archive;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What became of an archive; numbers only. Every memory of it is in exactly one of {@code stored},
 * {@code restated}, {@code derived} and {@code rejected}.
 *
 * @param id the import's number, by which it can be undone; none for a preview
 * @param total memories in the archive
 * @param stored those that are new
 * @param restated those that were known; nothing changed because of them
 * @param derived facts found in episodes of the archive: they are found anew, not taken over
 * @param rejected those that stayed out, by reason
 * @param flagged those that were let in although they look like instructions
 * @param clamped those of which a score or a time was not believed
 * @param rehomed those that went to another scope than they name
 * @param redacted those that secrets were taken out of
 * @param edges links that were made
 * @param edgesRejected links that were not, by reason
 */
public record ImportReport(
    OptionalLong id,
    int total,
    int stored,
    int restated,
    int derived,
    Map<Rejection, Integer> rejected,
    int flagged,
    int clamped,
    int rehomed,
    int redacted,
    int edges,
    Map<EdgeRejection, Integer> edgesRejected) {
  public ImportReport {
    rejected = Map.copyOf(rejected);
    edgesRejected = Map.copyOf(edgesRejected);
  }

  /** Why a memory stayed out. */
  public enum Rejection {
    /** It is no record that can be read, or a value breaks its bound. */
    MALFORMED,
    /** It, or a text of it, is too long. */
    SIZE,
    /** It is a prompt injection. */
    INJECTION,
    /** It looks like one, and the options do not let it in. */
    FLAGGED,
    /** The principal may not write its scope. */
    SCOPE,
    /** The archive holds that id already. */
    DUPLICATE
  }

  /** Why a link was not made. */
  public enum EdgeRejection {
    /** It is no record that can be read. */
    MALFORMED,
    /** One of its ends was not stored by this import. */
    ENDS,
    /** It would close a cycle. */
    CYCLE,
    /** It says what was made from what, which is found anew. */
    DERIVED
  }

  /** How many memories stayed out. */
  public int allRejected() {
    return rejected.values().stream().mapToInt(Integer::intValue).sum();
  }
}
