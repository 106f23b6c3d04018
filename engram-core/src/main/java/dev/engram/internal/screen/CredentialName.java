package dev.engram.internal.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the name before a value says the value is, if that is a credential: {@code DB_PASSWORD},
 * {@code apiKey}, {@code x-api-key}, {@code client secret}.
 *
 * @param kind of credential
 * @param certain whether the name alone says so; otherwise the value must look random
 * @param constant whether it is written as environment variables are
 */
record CredentialName(Kind kind, boolean certain, boolean constant) {
  /** Kinds of credentials that have names. */
  enum Kind {
    PASSWORD,
    SECRET,
    TOKEN,
    KEY;

    String label() {
      return this == KEY ? "api-key" : name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Set<String> PASSWORDS =
      Set.of("password", "passwd", "pwd", "passphrase", "pass", "passcode", "userpassword");
  private static final Set<String> SECRETS =
      Set.of("secret", "secrets", "credential", "credentials", "clientsecret");
  private static final Set<String> TOKENS =
      Set.of("token", "authtoken", "accesstoken", "apitoken", "bearertoken", "refreshtoken");
  private static final Set<String> KEYS =
      Set.of("key", "apikey", "secretkey", "accesskey", "privatekey", "authkey");

  /** Keys that open nothing, and tokens that count or point. */
  private static final Set<String> HARMLESS =
      Set.of(
          "primary",
          "foreign",
          "sort",
          "partition",
          "cache",
          "public",
          "hash",
          "row",
          "map",
          "dict",
          "lookup",
          "index",
          "unique",
          "composite",
          "range",
          "natural",
          "surrogate",
          "object",
          "json",
          "query",
          "group",
          "order",
          "parent",
          "child",
          "arrow",
          "enter",
          "hot",
          "shift",
          "tab",
          "max",
          "min",
          "next",
          "page",
          "continuation",
          "cursor",
          "special",
          "pad",
          "eos",
          "bos",
          "unk",
          "sep",
          "mask",
          "cls",
          "per",
          "key",
          "id",
          "idempotency",
          "translation",
          "i18n",
          "storage",
          "stop",
          "start",
          "end",
          "word",
          "answer",
          "house",
          "car",
          "message",
          "routing",
          "this",
          "other",
          "each",
          "first",
          "last",
          "same",
          "different",
          "main");

  private static final Set<String> OPENING =
      Set.of(
          "api",
          "access",
          "secret",
          "private",
          "auth",
          "client",
          "encryption",
          "signing",
          "service",
          "account",
          "admin",
          "master",
          "license",
          "app",
          "subscription",
          "bearer",
          "refresh",
          "session",
          "csrf",
          "oauth",
          "bot",
          "webhook",
          "deploy",
          "jwt",
          "aws",
          "azure",
          "gcp",
          "github",
          "gitlab",
          "slack",
          "stripe",
          "openai",
          "google",
          "ssh",
          "hmac",
          "storage");

  /** What the name means, if it names a credential. */
  static Optional<CredentialName> of(String name) {
    List<String> words = words(name);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String last = words.getLast();
    String before = words.size() > 1 ? words.get(words.size() - 2) : "";
    boolean constant = words.size() > 1 && name.equals(name.toUpperCase(Locale.ROOT));
    if (PASSWORDS.contains(last) || last.endsWith("password")) {
      boolean certain = !last.equals("pass") || words.size() > 1;
      return Optional.of(new CredentialName(Kind.PASSWORD, certain, constant));
    }
    if (SECRETS.contains(last)) {
      return Optional.of(new CredentialName(Kind.SECRET, true, constant));
    }
    boolean harmless = HARMLESS.contains(before) && !before.equals("storage");
    if (TOKENS.contains(last) && !harmless) {
      return Optional.of(new CredentialName(Kind.TOKEN, true, constant));
    }
    if (KEYS.contains(last) && !harmless) {
      boolean certain = !last.equals("key") || OPENING.contains(before) || constant;
      return Optional.of(new CredentialName(Kind.KEY, certain, constant));
    }
    return Optional.empty();
  }

  /** Lower-case words of a name in any case style; numbers at its end do not count. */
  private static List<String> words(String name) {
    var words = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      boolean ends = i == name.length() || !Ascii.letter(name.charAt(i));
      boolean hump =
          !ends && i > start && Ascii.upper(name.charAt(i)) && Ascii.lower(name.charAt(i - 1));
      if (ends || hump) {
        if (i > start) {
          words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = ends ? i + 1 : i;
      }
    }
    return words;
  }
}
