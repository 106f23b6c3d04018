package dev.engram.internal.screen.personal;

import dev.engram.memory.SecurityTier;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Kinds of personal data, each with the tier that a text which holds it should have (spec §10.5.2).
 *
 * <p>Names of persons and places alone raise no tier: in an agent's memory nearly every text has
 * one. They are found because what leaves the process may have to do without them.
 */
public enum PersonalKind {
  EMAIL(SecurityTier.SENSITIVE),
  PHONE(SecurityTier.SENSITIVE),
  CREDIT_CARD(SecurityTier.CONFIDENTIAL),
  IBAN(SecurityTier.CONFIDENTIAL),
  /** Account and routing numbers that are no IBAN. */
  BANK_ACCOUNT(SecurityTier.CONFIDENTIAL),
  IP_ADDRESS(SecurityTier.SENSITIVE),
  MAC_ADDRESS(SecurityTier.SENSITIVE),
  US_SSN(SecurityTier.CONFIDENTIAL),
  US_ITIN(SecurityTier.CONFIDENTIAL),
  DRIVER_LICENSE(SecurityTier.CONFIDENTIAL),
  PASSPORT(SecurityTier.CONFIDENTIAL),
  /** A number by which a state knows a person, but for the American ones. */
  NATIONAL_ID(SecurityTier.CONFIDENTIAL),
  DATE_OF_BIRTH(SecurityTier.SENSITIVE),
  STREET_ADDRESS(SecurityTier.SENSITIVE),
  ZIP_CODE(SecurityTier.SENSITIVE),
  /** A person's name, whoever that is. */
  PERSON_NAME(SecurityTier.CLEARTEXT),
  /** The name that someone says is theirs. */
  OWN_NAME(SecurityTier.SENSITIVE),
  /** A place, whatever happens there. */
  PLACE(SecurityTier.CLEARTEXT),
  /** Where someone lives. */
  RESIDENCE(SecurityTier.SENSITIVE),
  /** An address with a password in it. */
  CREDENTIAL_URL(SecurityTier.CONFIDENTIAL),
  /** Passwords, keys and tokens: what {@link dev.engram.internal.screen.SecretsDetector} finds. */
  CREDENTIAL(SecurityTier.CONFIDENTIAL),
  /** Where crypto money lies. */
  WALLET(SecurityTier.SENSITIVE),
  /** Someone's health. */
  MEDICAL(SecurityTier.SENSITIVE),
  /** Someone's money. */
  FINANCIAL(SecurityTier.SENSITIVE);

  private final SecurityTier tier;

  PersonalKind(SecurityTier tier) {
    this.tier = tier;
  }

  /** The tier that a text with it should have. */
  public SecurityTier tier() {
    return tier;
  }

  /** Lower case with hyphens, as in placeholders and reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All that raise the tier of a text. */
  public static Set<PersonalKind> raising() {
    var raising = EnumSet.allOf(PersonalKind.class);
    raising.removeIf(kind -> kind.tier == SecurityTier.CLEARTEXT);
    return raising;
  }
}
