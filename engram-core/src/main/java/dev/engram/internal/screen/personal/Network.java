package dev.engram.internal.screen.personal;

import java.util.List;
import java.util.Set;

/** Mail addresses, addresses with passwords in them, and addresses of machines. */
final class Network {
  private static final Lists CUES = Lists.read("cues.txt");
  private static final Set<String> VERSION = CUES.of("version");
  private static final Set<String> IP = CUES.of("ip");
  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 255;
  private static final int LONGEST_URL = 512;
  private static final int LONGEST_V6 = 45;

  private final Scan scan;
  private final List<PersonalFinding> found;

  private Network(Scan scan, List<PersonalFinding> found) {
    this.scan = scan;
    this.found = found;
  }

  static void find(Scan scan, List<PersonalFinding> found) {
    var network = new Network(scan, found);
    network.mails();
    network.urls();
    network.machines();
  }

  private void mails() {
    int at = scan.text().indexOf('@');
    while (at >= 0) {
      int start = at;
      while (at - start < LONGEST_LOCAL && local(scan.at(start - 1))) {
        start--;
      }
      while (start < at && ".-+'".indexOf(scan.at(start)) >= 0) {
        start++;
      }
      int end = domain(at + 1);
      if (start < at && end > 0 && scan.at(at - 1) != '.') {
        found.add(new PersonalFinding(start, end, PersonalKind.EMAIL, 0.98));
      }
      at = scan.text().indexOf('@', at + 1);
    }
  }

  private static boolean local(char unit) {
    return Scan.word(unit) || (unit > 0 && ".%+-'".indexOf(unit) >= 0);
  }

  /** The end of a domain with a dot and a last label of letters, or -1. */
  private int domain(int from) {
    int at = from;
    int label = from;
    int dots = 0;
    while (at - from < LONGEST_DOMAIN) {
      char unit = scan.at(at);
      boolean inside = Character.isLetterOrDigit(unit) || unit == '-';
      boolean dot = unit == '.' && at > label && Character.isLetterOrDigit(scan.at(at + 1));
      if (!inside && !dot) {
        break;
      }
      if (dot) {
        dots++;
        label = at + 1;
      }
      at++;
    }
    while (at > label && scan.at(at - 1) == '-') {
      at--;
    }
    boolean letters = at - label >= 2;
    for (int i = label; i < at; i++) {
      letters &= Character.isLetter(scan.at(i)) || scan.at(i) == '-' || at - label > 6;
    }
    return dots > 0 && letters ? at : -1;
  }

  /** {@code scheme://user:password@host}. */
  private void urls() {
    int mark = scan.text().indexOf("://");
    while (mark >= 0) {
      int from = mark + 3;
      int start = mark;
      while (mark - start < 24 && (Scan.word(scan.at(start - 1)) || scan.at(start - 1) == '+')) {
        start--;
      }
      int end = from;
      int colon = -1;
      int host = -1;
      boolean authority = true;
      while (end < scan.length() && end - from < LONGEST_URL && scan.at(end) > ' ') {
        char unit = scan.at(end);
        if ("\"'<>`".indexOf(unit) >= 0) {
          break;
        }
        authority &= "/?#".indexOf(unit) < 0;
        if (authority && unit == ':' && colon < 0) {
          colon = end;
        } else if (authority && unit == '@') {
          host = end;
        }
        end++;
      }
      if (start < mark && colon >= from && host > colon + 1) {
        found.add(new PersonalFinding(start, end, PersonalKind.CREDENTIAL_URL, 0.99));
      }
      mark = scan.text().indexOf("://", from);
    }
  }

  private void machines() {
    int at = 0;
    while (at < scan.length()) {
      char unit = scan.at(at);
      boolean starts = hexOrColon(unit) && !Scan.word(scan.at(at - 1)) && scan.at(at - 1) != ':';
      if (!starts) {
        at++;
        continue;
      }
      int end = Scan.digit(unit) && scan.at(at - 1) != '.' ? fourth(at) : -1;
      if (end < 0) {
        end = hardware(at);
      }
      if (end < 0) {
        end = sixth(at);
      }
      at = end > at ? end : at + 1;
    }
  }

  private static boolean hexOrColon(char unit) {
    return unit == ':' || (Character.digit(unit, 16) >= 0 && unit < 128);
  }

  /** Version 4; neither "this machine" nor a version number. */
  private int fourth(int start) {
    int at = start;
    int most = 0;
    int sum = 0;
    for (int part = 0; part < 4; part++) {
      int from = at;
      int value = 0;
      while (Scan.digit(scan.at(at)) && at - from < 4) {
        value = value * 10 + scan.at(at) - '0';
        at++;
      }
      boolean bad =
          at == from || at - from > 3 || value > 255 || (at - from > 1 && scan.at(from) == '0');
      if (bad || (part < 3 && scan.at(at) != '.')) {
        return -1;
      }
      most = Math.max(most, value);
      sum += value;
      at += part < 3 ? 1 : 0;
    }
    boolean longer = Scan.word(scan.at(at)) || (scan.at(at) == '.' && Scan.digit(scan.at(at + 1)));
    if (longer || sum == 0 || scan.text().startsWith("127.0.0.1", start)) {
      return -1;
    }
    boolean cued = scan.cued(start, 5, IP);
    boolean version = !cued && (most < 20 || scan.cued(start, 2, VERSION));
    if (!version) {
      found.add(new PersonalFinding(start, at, PersonalKind.IP_ADDRESS, cued ? 0.97 : 0.9));
    }
    return at;
  }

  /** Six pairs of hexadecimal digits. */
  private int hardware(int start) {
    char sign = scan.at(start + 2);
    if (sign != ':' && sign != '-') {
      return -1;
    }
    int end = start + 17;
    boolean letter = false;
    for (int i = start; i < end; i++) {
      char unit = scan.at(i);
      boolean fits = (i - start) % 3 == 2 ? unit == sign : unit != ':' && hexOrColon(unit);
      if (!fits) {
        return -1;
      }
      letter |= Scan.letter(unit);
    }
    boolean dated = sign == '-' && !letter;
    if (Scan.word(scan.at(end)) || scan.at(end) == sign || dated) {
      return -1;
    }
    found.add(new PersonalFinding(start, end, PersonalKind.MAC_ADDRESS, 0.95));
    return end;
  }

  /** Version 6: eight groups, or fewer around one double colon; words in hexadecimal are none. */
  private int sixth(int start) {
    int at = start;
    int groups = 0;
    int colons = 0;
    int doubles = 0;
    boolean digit = false;
    while (at - start < LONGEST_V6 && hexOrColon(scan.at(at))) {
      int from = at;
      while (scan.at(at) != ':' && hexOrColon(scan.at(at))) {
        digit |= Scan.digit(scan.at(at));
        at++;
      }
      if (at - from > 4) {
        return -1;
      }
      groups += at > from ? 1 : 0;
      if (scan.at(at) == ':') {
        boolean twice = scan.at(at + 1) == ':';
        if (!twice && !hexOrColon(scan.at(at + 1))) {
          break;
        }
        doubles += twice ? 1 : 0;
        colons += twice ? 2 : 1;
        at += twice ? 2 : 1;
      }
    }
    boolean full = doubles == 0 && groups == 8 && colons == 7;
    boolean short1 = doubles == 1 && groups >= 2 && groups <= 7;
    if (!digit || !(full || short1) || Scan.word(scan.at(at))) {
      return -1;
    }
    found.add(new PersonalFinding(start, at, PersonalKind.IP_ADDRESS, full ? 0.97 : 0.8));
    return at;
  }
}
