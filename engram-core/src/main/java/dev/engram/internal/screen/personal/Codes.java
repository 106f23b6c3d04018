package dev.engram.internal.screen.personal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs of letters and digits that mean a person or an account: IBANs, wallets, national ids with
 * letters; and licences, passports and accounts, which only the words beside them give away.
 */
final class Codes {
  private static final Lists CUES = Lists.read("cues.txt");
  private static final Set<String> PASSPORT = CUES.of("passport");
  private static final Set<String> DRIVER = CUES.of("driver-license");
  private static final Set<String> NATIONAL = CUES.of("national-id");
  private static final int WORDS = 5;
  private static final int LONGEST = 64;
  private static final int LONGEST_IBAN = 34;

  /** Lengths of IBANs by country (the registry of ISO 13616). */
  private static final Map<String, Integer> IBAN_LENGTHS =
      lengths(
          "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22"
              + " DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28"
              + " HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20"
              + " LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28"
              + " PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28"
              + " TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30");

  private final Scan scan;
  private final List<PersonalFinding> found;

  private Codes(Scan scan, List<PersonalFinding> found) {
    this.scan = scan;
    this.found = found;
  }

  private static Map<String, Integer> lengths(String list) {
    var lengths = new HashMap<String, Integer>();
    for (String entry : list.split(" ", -1)) {
      lengths.put(entry.substring(0, 2), Integer.parseInt(entry.substring(2)));
    }
    return Map.copyOf(lengths);
  }

  static void find(Scan scan, List<PersonalFinding> found) {
    new Codes(scan, found).scan();
  }

  private void scan() {
    int at = 0;
    while (at < scan.length()) {
      if (!ascii(scan.at(at)) || Scan.word(scan.at(at - 1))) {
        at++;
        continue;
      }
      int end = at;
      int digits = 0;
      while (ascii(scan.at(end))) {
        digits += Scan.digit(scan.at(end)) ? 1 : 0;
        end++;
      }
      int used = Scan.word(scan.at(end)) || end - at > LONGEST ? end : token(at, end, digits);
      at = Math.max(used, end);
    }
  }

  private static boolean ascii(char unit) {
    return Scan.digit(unit) || Scan.letter(unit);
  }

  private int token(int start, int end, int digits) {
    int iban = iban(start, end);
    if (iban > 0) {
      return iban;
    }
    if (wallet(start, end)) {
      return end;
    }
    int joined = joined(start, end);
    int all = digits;
    for (int i = end; i < joined; i++) {
      all += Scan.digit(scan.at(i)) ? 1 : 0;
    }
    if (all >= 4 && labelled(start, joined, all)) {
      return joined;
    }
    int length = end - start;
    if (digits >= 4 && digits < length && length <= 18 && national(start, end)) {
      return end;
    }
    return british(start, end);
  }

  /** With what hyphens tie to it. */
  private int joined(int start, int end) {
    int at = end;
    while (scan.at(at) == '-' && ascii(scan.at(at + 1)) && at - start < LONGEST) {
      at++;
      while (ascii(scan.at(at)) && at - start < LONGEST) {
        at++;
      }
    }
    return at;
  }

  private int iban(int start, int end) {
    boolean heads =
        Scan.letter(scan.at(start))
            && Scan.letter(scan.at(start + 1))
            && Scan.digit(scan.at(start + 2))
            && Scan.digit(scan.at(start + 3));
    if (!heads) {
      return -1;
    }
    Integer length = IBAN_LENGTHS.get(scan.solid(start, start + 2));
    if (length == null || (end - start != length && end - start != 4)) {
      return -1;
    }
    int at = start;
    int units = 0;
    while (units < length && at - start < LONGEST_IBAN + LONGEST_IBAN / 4 + 1) {
      char unit = scan.at(at);
      if (ascii(unit)) {
        units++;
      } else if ((unit != ' ' && unit != '-' && unit != '\u00a0') || !ascii(scan.at(at + 1))) {
        break;
      }
      at++;
    }
    boolean whole = units == length && !Scan.word(scan.at(at));
    if (whole && Checks.mod97(scan.solid(start, at))) {
      found.add(new PersonalFinding(start, at, PersonalKind.IBAN, 0.99));
      return at;
    }
    return -1;
  }

  private boolean wallet(int start, int end) {
    int length = end - start;
    char first = scan.at(start);
    boolean ether =
        length == 42 && first == '0' && scan.at(start + 1) == 'x' && hex(start + 2, end);
    boolean old = length >= 26 && length <= 35 && (first == '1' || first == '3');
    if (ether || (old && Checks.base58(scan.text().substring(start, end)))) {
      return found.add(new PersonalFinding(start, end, PersonalKind.WALLET, ether ? 0.85 : 0.99));
    }
    boolean second = length >= 42 && length <= 62 && scan.text().startsWith("bc1", start);
    return second
        && Checks.bech32(scan.text().substring(start, end))
        && found.add(new PersonalFinding(start, end, PersonalKind.WALLET, 0.99));
  }

  private boolean hex(int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.digit(scan.at(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean labelled(int start, int end, int digits) {
    int length = end - start;
    if (length < 5 || length > 20 || digits * 2 < length - 3) {
      return false;
    }
    if (length <= 12 && scan.cued(start, WORDS, PASSPORT) && digits >= 5) {
      return found.add(new PersonalFinding(start, end, PersonalKind.PASSPORT, 0.85));
    }
    if (scan.cued(start, WORDS, DRIVER)) {
      return found.add(new PersonalFinding(start, end, PersonalKind.DRIVER_LICENSE, 0.88));
    }
    return false;
  }

  private boolean national(int start, int end) {
    double sure = NationalIds.mixed(scan.solid(start, end), scan.cued(start, WORDS + 1, NATIONAL));
    return sure > 0 && found.add(new PersonalFinding(start, end, PersonalKind.NATIONAL_ID, sure));
  }

  /** {@code QQ 12 34 56 C}. */
  private int british(int start, int end) {
    int last = start + 13;
    boolean spaced =
        end - start == 2
            && last <= scan.length()
            && scan.at(start + 2) == ' '
            && scan.at(start + 5) == ' '
            && scan.at(start + 8) == ' '
            && scan.at(start + 11) == ' '
            && scan.apart(start, last);
    if (!spaced) {
      return end;
    }
    String solid = scan.solid(start, last);
    double sure = solid.length() == 9 ? NationalIds.mixed(solid, true) : 0;
    if (sure <= 0) {
      return end;
    }
    found.add(new PersonalFinding(start, last, PersonalKind.NATIONAL_ID, 0.9));
    return last;
  }
}
