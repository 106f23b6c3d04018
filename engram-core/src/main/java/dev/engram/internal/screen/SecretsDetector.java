package dev.engram.internal.screen;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds credentials ({@code persistence.md}, threat model): values assigned to names that end in
 * key, token, secret or password, authorisation headers, tokens of well-known issuers, signed web
 * tokens, private key blocks, and passwords in addresses.
 *
 * <p>Talk about credentials is no credential: placeholders ({@code <your key>}, {@code $API_KEY}),
 * code that reads a variable, plain hashes, UUIDs and "the token expired" are left alone. Four
 * hand-written scanners read the text once each; what any looks at from one place is bounded, so
 * the time is linear whatever the text. Thread-safe.
 */
public final class SecretsDetector implements Detector {
  @Override
  public String name() {
    return "secrets";
  }

  @Override
  public List<Finding> find(String text) {
    var found = new ArrayList<Finding>();
    KeyBlocks.find(text, found);
    KnownTokens.find(text, found);
    Addresses.find(text, found);
    Assignments.find(text, found);
    return found;
  }
}
