package dev.engram.internal.audit;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEntry;
import dev.engram.audit.AuditEvent;
import dev.engram.fault.ErrorCode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** An entry's counts and codes as the vault keeps them: {@code code=E2005 during=linked hits=3}. */
final class DetailText {
  private static final String CODE = "code";
  private static final String DURING = "during";

  private DetailText() {}

  static String of(AuditEntry entry) {
    var text = new StringJoiner(" ");
    entry.code().ifPresent(code -> text.add(CODE + "=" + code.label()));
    entry.during().ifPresent(during -> text.add(DURING + "=" + during.label()));
    for (AuditCount count : AuditCount.values()) {
      if (entry.counts().containsKey(count)) {
        text.add(count.label() + "=" + entry.count(count));
      }
    }
    return text.toString();
  }

  static Optional<ErrorCode> code(String text) {
    return value(text, CODE)
        .flatMap(label ->
            Arrays.stream(ErrorCode.values()).filter(one -> one.label().equals(label)).findFirst());
  }

  static Optional<AuditEvent> during(String text) {
    return value(text, DURING).flatMap(AuditEvent::labelled);
  }

  static Map<AuditCount, Long> counts(String text) {
    var counts = new EnumMap<AuditCount, Long>(AuditCount.class);
    for (String part : text.split(" ", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        AuditCount.labelled(part.substring(0, equals))
            .ifPresent(
                count -> number(part.substring(equals + 1)).ifPresent(n -> counts.put(count, n)));
      }
    }
    return counts;
  }

  private static Optional<Long> number(String digits) {
    return digits.matches("-?\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
  }

  private static Optional<String> value(String text, String name) {
    return Arrays.stream(text.split(" ", -1))
        .filter(part -> part.startsWith(name + "="))
        .map(part -> part.substring(name.length() + 1))
        .findFirst();
  }
}
