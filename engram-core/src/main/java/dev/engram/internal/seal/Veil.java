package dev.engram.internal.seal;

import dev.engram.internal.capture.entity.Mention;
import dev.engram.internal.capture.metadata.MetadataJson;
import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.screen.personal.PersonalDataDetector;
import dev.engram.internal.screen.personal.PersonalFinding;
import dev.engram.internal.screen.personal.PersonalKind;
import dev.engram.internal.vault.AnnotationTable;
import dev.engram.memory.Category;
import dev.engram.memory.Memory;
import dev.engram.memory.Metadata;
import dev.engram.memory.Modality;
import dev.engram.memory.Placement;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of one memory may be seen without the field key (spec §10.5.1, §10.24.2).
 *
 * <p>A cleartext memory shows all of itself. A sensitive one shows its words without the sensitive
 * stretches, each of which leaves the name of its kind; and so does everything that was read from
 * it, for a name or an object may hold a part of such a stretch, so its single words are taken out
 * wherever they stand, but for function words. A confidential one shows nothing. So does one that
 * is sealed only because the caller asked: what is sensitive in it nobody has told. Immutable,
 * thread-safe; linear in the text.
 */
public final class Veil {
  /** Hides nothing. */
  public static final Veil NONE = new Veil(SecurityTier.CLEARTEXT, Optional.empty(), Map.of());

  private static final String CONFIDENTIAL = "[confidential]";
  private static final String WITHHELD = "[sensitive]";
  private static final int SHORTEST = 3;

  private final SecurityTier tier;

  /** What finds sensitive stretches; nothing where all words are withheld. */
  private final Optional<PersonalDataDetector> detector;

  /** Words of sensitive stretches, in lower case, with the name of their kind. */
  private final Map<String, String> words;

  private Veil(
      SecurityTier tier, Optional<PersonalDataDetector> detector, Map<String, String> words) {
    this.tier = tier;
    this.detector = detector;
    this.words = Map.copyOf(words);
  }

  /** Hides everything. */
  static Veil whole(SecurityTier tier) {
    return tier.isSealed() ? new Veil(tier, Optional.empty(), Map.of()) : NONE;
  }

  /** Hides the sensitive stretches of some texts. */
  static Veil ofStretches(PersonalDataDetector detector, List<String> texts) {
    var words = new HashMap<String, String>();
    for (String text : texts) {
      List<PersonalFinding> findings = detector.classify(text).findings();
      Set<String> beside = beside(text, findings);
      for (PersonalFinding found : findings) {
        String stretch = text.substring(found.start(), found.end());
        Set<String> shown = found.kind() == PersonalKind.EMAIL ? beside : Set.of();
        Words.each(
            stretch,
            (from, to) -> {
              String word = stretch.substring(from, to).toLowerCase(Locale.ROOT);
              if (tells(word) && !shown.contains(word)) {
                words.putIfAbsent(word, found.kind().label());
              }
            });
      }
    }
    return new Veil(SecurityTier.SENSITIVE, Optional.of(detector), words);
  }

  /**
   * The words outside of all stretches. Most mail addresses are made of names, and who is written
   * to may show where the text says it besides.
   */
  private static Set<String> beside(String text, List<PersonalFinding> findings) {
    var rest = new StringBuilder(text);
    for (PersonalFinding found : findings.reversed()) {
      rest.replace(found.start(), found.end(), " ");
    }
    var words = new HashSet<String>();
    Words.each(
        rest.toString(),
        (from, to) -> words.add(rest.substring(from, to).toLowerCase(Locale.ROOT)));
    return words;
  }

  private static boolean tells(String word) {
    return word.chars().anyMatch(Character::isDigit)
        || (word.length() >= SHORTEST && !CommonWords.isFunction(word));
  }

  /** How the memory is protected. */
  public SecurityTier tier() {
    return tier;
  }

  /** Whether anything is hidden. */
  public boolean hides() {
    return tier.isSealed();
  }

  /** The same, or one that hides everything where a higher tier is asked for. */
  public Veil atLeast(SecurityTier least) {
    return tier.atLeast(least) ? this : whole(least);
  }

  /** What may be seen of a text that belongs to the memory. */
  public String text(String text) {
    if (!hides()) {
      return text;
    }
    return detector.isPresent() ? redacted(text, detector.get()) : placeholder();
  }

  /** Whether anything shows in what {@link #text} gave of a text, or a clear row holds of it. */
  public static boolean anyShown(String text) {
    return !text.equals(CONFIDENTIAL) && !text.equals(WITHHELD);
  }

  private String placeholder() {
    return tier == SecurityTier.CONFIDENTIAL ? CONFIDENTIAL : WITHHELD;
  }

  private String redacted(String text, PersonalDataDetector finding) {
    var out = new Redacted(text);
    int at = 0;
    for (PersonalFinding found : finding.classify(text).findings()) {
      known(text, at, found.start(), out);
      out.hide(found.start(), found.end(), found.kind().label());
      at = found.end();
    }
    known(text, at, text.length(), out);
    return out.text();
  }

  private void known(String text, int from, int to, Redacted out) {
    String part = text.substring(from, to);
    Words.each(
        part,
        (start, end) -> {
          String label = words.get(part.substring(start, end).toLowerCase(Locale.ROOT));
          if (label != null) {
            out.hide(from + start, from + end, label);
          }
        });
  }

  private List<String> texts(List<String> texts) {
    return texts.stream().map(this::text).toList();
  }

  /** Whether a name may be filed as one that the memory speaks of. */
  public boolean shows(Mention mention) {
    return shows(mention.name())
        && shows(mention.normal())
        && mention.alias().map(this::shows).orElse(true);
  }

  private boolean shows(String text) {
    return !hides() || text(text).equals(text);
  }

  /**
   * The form of a memory that clear rows hold. Times that were read from its words are left out.
   *
   * @param told where and how the caller filed it
   */
  public Memory clear(Memory full, Placement told) {
    if (!hides()) {
      return full;
    }
    Traits traits = clear(full.traits(), told);
    boolean whole = detector.isEmpty();
    return switch (full) {
      case Memory.Episode episode ->
          new Memory.Episode(traits, episode.speaker(), episode.session());
      case Memory.Fact fact ->
          new Memory.Fact(
              traits,
              text(fact.subject()),
              text(fact.predicate()),
              text(fact.object()),
              fact.confidence(),
              !whole && fact.negated(),
              whole ? Modality.ACTUAL : fact.modality(),
              fact.sources(),
              fact.origin());
      case Memory.Procedure procedure ->
          new Memory.Procedure(
              traits,
              text(procedure.task()),
              whole ? List.of(placeholder()) : texts(procedure.steps()),
              whole ? List.of() : texts(procedure.tools()),
              procedure.successes(),
              procedure.failures());
    };
  }

  private Traits clear(Traits full, Placement told) {
    Optional<TimeSpan> occurred = told.occurred();
    Instant learned = full.learned();
    Instant since = occurred.map(TimeSpan::from).filter(learned::isAfter).orElse(learned);
    Category category = detector.isEmpty() ? told.category() : full.category();
    return new Traits(
        full.id(),
        full.scope(),
        category,
        text(full.text()),
        occurred,
        learned,
        since,
        full.validUntil(),
        full.importance(),
        full.strength(),
        tier,
        full.source(),
        full.state(),
        full.version(),
        full.embedded(),
        full.flagged());
  }

  /** What may be seen of what was found in the memory; nothing where all words are withheld. */
  public Optional<AnnotationTable.Row> clear(AnnotationTable.Row full, Category category) {
    if (!hides()) {
      return Optional.of(full);
    }
    if (detector.isEmpty()) {
      return Optional.empty();
    }
    String whole = full.tokens().getFirst();
    Optional<String> metadata =
        full.metadata()
            .map(MetadataJson::read)
            .map(this::clear)
            .filter(left -> !left.isEmpty())
            .map(MetadataJson::write);
    return Optional.of(
        new AnnotationTable.Row(
            Optional.empty(),
            Optional.empty(),
            category.label(),
            List.of(whole, whole, whole, full.tokens().getLast()),
            full.valence(),
            full.intensity(),
            metadata,
            List.of(),
            full.reasons()));
  }

  /** Without people, addresses, paths and figures; topics and technologies tell of no person. */
  private Metadata clear(Metadata full) {
    return new Metadata(
        List.of(),
        full.technologies().stream().filter(this::shows).toList(),
        List.of(),
        List.of(),
        List.of(),
        full.codeLanguage(),
        List.of(),
        List.of(),
        full.topics());
  }

  /** Shows the tier only: what is hidden is content. */
  @Override
  public String toString() {
    return "Veil[" + tier.label() + "]";
  }

  /** A text in the making; what is hidden side by side under one name leaves it once. */
  private static final class Redacted {
    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private String last = "";

    Redacted(String text) {
      this.text = text;
    }

    void hide(int from, int to, String label) {
      String between = text.substring(at, from);
      if (!label.equals(last) || between.chars().anyMatch(Character::isLetterOrDigit)) {
        out.append(between).append('[').append(label).append(']');
      }
      last = label;
      at = to;
    }

    String text() {
      return out.append(text, at, text.length()).toString();
    }
  }

  /** Runs of letters and digits. */
  private static final class Words {
    private Words() {}

    interface Each {
      void word(int from, int to);
    }

    static void each(String text, Each each) {
      int start = -1;
      for (int i = 0; i <= text.length(); ) {
        int point = i < text.length() ? text.codePointAt(i) : ' ';
        boolean inside =
            Character.isLetterOrDigit(point)
                || Character.getType(point) == Character.NON_SPACING_MARK;
        if (inside && start < 0) {
          start = i;
        } else if (!inside && start >= 0) {
          each.word(start, i);
          start = -1;
        }
        i += i < text.length() ? Character.charCount(point) : 1;
      }
    }
  }
}
