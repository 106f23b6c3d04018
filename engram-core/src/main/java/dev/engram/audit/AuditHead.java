package dev.engram.audit;

import dev.engram.fault.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the audit ends. A host that keeps one outside of the vault can tell later that nothing
 * before it was changed, and that the whole vault was not put back to an earlier state.
 *
 * @param entries how many entries were ever written
 * @param audit the last entry of {@link AuditClass#AUDIT}
 * @param ops the last entry of {@link AuditClass#OPS}
 */
public record AuditHead(long entries, Mark audit, Mark ops) {
  private static final Pattern TEXT =
      Pattern.compile(
          "engram-audit-1 (\\d{1,18}) (\\d{1,18}) ([0-9a-f]{64}) (\\d{1,18}) ([0-9a-f]{64})");

  /**
   * An entry and everything before it.
   *
   * @param seq its number; 0 if there is none
   * @param mac its MAC, 64 hexadecimal digits
   */
  public record Mark(long seq, String mac) {}

  /** One line of text, for a file; {@link #parse} reads it. Holds no secret. */
  public String text() {
    return "engram-audit-1 %d %d %s %d %s"
        .formatted(entries, audit.seq, audit.mac, ops.seq, ops.mac);
  }

  /**
   * Reads {@link #text}, with white space around it.
   *
   * @throws InvalidInputException {@code E4005} if it is none
   */
  public static AuditHead parse(String text) {
    String line = text.length() > 512 ? "" : text.strip();
    Matcher parts = TEXT.matcher(line);
    if (!parts.matches()) {
      throw InvalidInputException.of("audit.head", "is no head of an audit");
    }
    return new AuditHead(
        Long.parseLong(parts.group(1)),
        new Mark(Long.parseLong(parts.group(2)), parts.group(3)),
        new Mark(Long.parseLong(parts.group(4)), parts.group(5)));
  }
}
