package dev.engram.bench.personal;

import dev.engram.internal.screen.personal.PersonalKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A text with labelled spans, in the layout of presidio-research.
 *
 * @param text the text
 * @param spans what somebody marked in it
 */
record LabelledSpans(String text, List<Span> spans) {
  /** The kinds that a label means; a label that is not here has no counterpart. */
  static final Map<String, Set<PersonalKind>> COUNTERPARTS =
      Map.ofEntries(
          Map.entry("EMAIL_ADDRESS", Set.of(PersonalKind.EMAIL)),
          Map.entry("PHONE_NUMBER", Set.of(PersonalKind.PHONE)),
          Map.entry("CREDIT_CARD", Set.of(PersonalKind.CREDIT_CARD)),
          Map.entry("IBAN_CODE", Set.of(PersonalKind.IBAN)),
          Map.entry("IP_ADDRESS", Set.of(PersonalKind.IP_ADDRESS)),
          Map.entry("US_SSN", Set.of(PersonalKind.US_SSN)),
          Map.entry("US_ITIN", Set.of(PersonalKind.US_ITIN)),
          Map.entry("US_DRIVER_LICENSE", Set.of(PersonalKind.DRIVER_LICENSE)),
          Map.entry("US_PASSPORT", Set.of(PersonalKind.PASSPORT)),
          Map.entry("US_BANK_NUMBER", Set.of(PersonalKind.BANK_ACCOUNT)),
          Map.entry("CRYPTO", Set.of(PersonalKind.WALLET)),
          Map.entry("STREET_ADDRESS", Set.of(PersonalKind.STREET_ADDRESS, PersonalKind.ZIP_CODE)),
          Map.entry("ZIP_CODE", Set.of(PersonalKind.ZIP_CODE, PersonalKind.STREET_ADDRESS)),
          Map.entry("PERSON", Set.of(PersonalKind.PERSON_NAME, PersonalKind.OWN_NAME)),
          Map.entry("GPE", Set.of(PersonalKind.PLACE, PersonalKind.RESIDENCE)),
          Map.entry("LOCATION", Set.of(PersonalKind.PLACE, PersonalKind.RESIDENCE)));

  LabelledSpans {
    spans = List.copyOf(spans);
  }

  /**
   * A labelled stretch.
   *
   * @param label what it is, in the set's words
   * @param start its first UTF-16 unit
   * @param end the unit after its last
   */
  record Span(String label, int start, int end) {}

  static List<LabelledSpans> read(Path file) {
    var all = new ArrayList<LabelledSpans>();
    try {
      for (JsonNode one : JsonMapper.builder().build().readTree(Files.readString(file))) {
        String text = one.path("full_text").asString();
        var spans = new ArrayList<Span>();
        for (JsonNode span : one.path("spans")) {
          int start = text.offsetByCodePoints(0, span.path("start_position").asInt());
          int end = text.offsetByCodePoints(0, span.path("end_position").asInt());
          spans.add(new Span(span.path("entity_type").asString(), start, end));
        }
        all.add(new LabelledSpans(text, spans));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (JacksonException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(file + " holds no labelled spans", e);
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no labelled spans");
    }
    return all;
  }
}
