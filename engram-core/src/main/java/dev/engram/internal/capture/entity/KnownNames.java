package dev.engram.internal.capture.entity;

import dev.engram.internal.capture.word.Phrases;
import dev.engram.internal.capture.word.Resource;
import dev.engram.internal.capture.word.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Given names, places, organisations and the words that give names away. Thread-safe. */
final class KnownNames {
  /** How surely a listed word is a name when it stands alone. */
  enum Sureness {
    SURE,
    /** It is also a common word or a name of another sort. */
    PERHAPS
  }

  static final Map<String, Sureness> GIVEN = given();
  static final Phrases<Sureness> PLACES = phrases("places.txt");
  static final Phrases<Sureness> ORGANIZATIONS = phrases("organizations.txt");

  static final Set<String> TITLES =
      set(
          "mr mrs ms miss dr prof professor sir dame lord lady aunt auntie uncle grandma grandpa"
              + " captain coach father sister brother king queen president senator judge doctor"
              + " nurse");
  static final Set<String> KIN =
      set(
          "sister brother mother father mom mum dad wife husband son daughter cousin aunt uncle"
              + " niece nephew grandma grandmother grandpa grandfather partner girlfriend boyfriend"
              + " fiancé fiancée fiance fiancee friend boss manager colleague coworker co-worker"
              + " teammate roommate flatmate neighbor neighbour teacher coach mentor therapist"
              + " doctor dentist lawyer landlord client stepmother stepfather stepson stepdaughter"
              + " twin ex kid baby dog cat puppy kitten horse parrot rabbit hamster buddy bestie"
              + " classmate professor supervisor advisor assistant lead cto ceo");
  static final Set<String> OWNERS = set("my our his her their your");
  static final Set<String> PERSON_VERBS =
      set(
          "said says told tells asked asks thinks thought loves loved likes liked lives lived works"
              + " worked wants wanted knows knew feels felt went goes moved called texted replied"
              + " suggested recommended joined left agreed mentioned helped reviewed married and");
  static final Set<String> BE_VERBS = set("is was has had will can could would does did");
  static final Set<String> PLACE_CUES =
      set(
          "in near to from visit visited visiting toward towards around outside across leaving"
              + " via into");
  static final Set<String> ORGANIZATION_CUES = set("at for joined joining by with");
  static final Set<String> ORGANIZATION_TAILS =
      set(
          "inc ltd llc gmbh ag corp corporation company co plc university college school institute"
              + " hospital clinic foundation association society museum ministry department agency"
              + " labs laboratories laboratory technologies systems solutions partners ventures"
              + " capital airlines airways church club party council committee center centre"
              + " academy library union bank group holdings studios records press times magazine"
              + " hotel cafe café restaurant bakery pharmacy market orchestra federation"
              + " commission");
  static final Set<String> PLACE_TAILS =
      set(
          "street avenue road boulevard lane park beach lake river mountain mountains valley island"
              + " islands bridge airport station square bay county city canyon falls forest desert"
              + " peninsula castle cathedral plaza hills coast ocean sea trail gardens province"
              + " district village");
  static final Set<String> PLACE_HEADS =
      set("mount mt lake cape fort san santa saint st los las el");
  static final Set<String> CONCEPT_TAILS =
      set(
          "festival conference award awards act theory law movement prize championship marathon cup"
              + " day week protocol algorithm framework method theorem principle effect syndrome"
              + " disease war revolution exam certification course program programme tour album"
              + " trilogy series league olympics games summit");
  static final Set<String> PROJECT_WORDS =
      set("project initiative repo repository codebase app application platform prototype");
  static final Set<String> SERVICE_WORDS =
      set("service api microservice gateway endpoint backend daemon");
  static final Set<String> CONNECTORS =
      set("of de van von der den del della la le du da di al bin ibn dos el ten");

  private KnownNames() {}

  private static Set<String> set(String words) {
    return Set.copyOf(List.of(words.split(" ")));
  }

  private static Map<String, Sureness> given() {
    var names = new HashMap<String, Sureness>();
    for (String entry : Resource.words(KnownNames.class, "first-names.txt")) {
      boolean perhaps = entry.endsWith("?");
      names.putIfAbsent(
          perhaps ? entry.substring(0, entry.length() - 1) : entry,
          perhaps ? Sureness.PERHAPS : Sureness.SURE);
    }
    return Map.copyOf(names);
  }

  private static Phrases<Sureness> phrases(String list) {
    var names = new HashMap<String, Sureness>();
    for (String entry : Resource.entries(KnownNames.class, list)) {
      boolean perhaps = entry.endsWith("?");
      names.put(
          Words.fold(perhaps ? entry.substring(0, entry.length() - 1) : entry),
          perhaps ? Sureness.PERHAPS : Sureness.SURE);
    }
    return new Phrases<>(names);
  }
}
