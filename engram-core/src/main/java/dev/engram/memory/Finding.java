package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.List;

/**
 * What research found, with where it was found (spec §15.6). The addresses are kept with the words,
 * one a line after them; of a finding that becomes several episodes, with the last.
 *
 * @param text what was found, at most 1 MiB of UTF-8, not blank
 * @param urls where: 1 to 64 addresses, each at most 512 bytes
 * @param placement where and how it is filed
 */
public record Finding(String text, List<String> urls, Placement placement) implements Material {
  private static final int MAX_BYTES = 1024 * 1024;
  private static final int MAX_URLS = 64;

  public Finding {
    TextRule.bounded("finding.text", text, MAX_BYTES);
    urls = List.copyOf(urls);
    if (urls.isEmpty() || urls.size() > MAX_URLS) {
      throw InvalidInputException.of(
          "finding.urls", "must have 1 to " + MAX_URLS + " entries, got " + urls.size());
    }
    urls.forEach(url -> TextRule.name("finding.urls", url));
  }

  /** Something found at these addresses. */
  public static Finding of(String text, String... urls) {
    return new Finding(text, List.of(urls), Placement.of(Category.FACT, Source.RESEARCH));
  }

  /** Says when it was found. */
  public Finding at(Instant when) {
    return with(placement.at(when));
  }

  /** Files it in this scope. */
  public Finding to(Scope where) {
    return with(placement.to(where));
  }

  /** Files it another way. */
  public Finding with(Placement filed) {
    return new Finding(text, urls, filed);
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Finding[" + text.length() + " characters, " + urls.size() + " addresses]";
  }
}
