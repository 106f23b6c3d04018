package dev.engram.internal.screen.personal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Checksums of numbers that people have. Digits are given as ASCII text. Thread-safe. */
final class Checks {
  private static final String BASE_58 =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String BECH_32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] BECH_32_GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int BECH_32M = 0x2bc830a3;
  private static final int[][] DIHEDRAL = dihedral();
  private static final int[] PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
  private static final int ADDRESS_BYTES = 25;

  private Checks() {}

  /** Luhn's formula (ISO/IEC 7812-1). */
  static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int twice = 2 * digit;
      sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
  }

  /** ISO 7064 mod 97-10 over letters and digits, as IBANs use it. */
  static boolean mod97(String iban) {
    int rest = 0;
    for (int i = 0; i < iban.length(); i++) {
      int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
      if (value < 0) {
        return false;
      }
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
  }

  /** Whether the weighted sum of the digits is a multiple. */
  static boolean weighted(String digits, int[] weights, int modulus) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (digits.charAt(i) - '0');
    }
    return sum % modulus == 0;
  }

  /** ISO 7064 mod 11,10. */
  static boolean mod11With10(String digits) {
    int product = 10;
    for (int i = 0; i < digits.length() - 1; i++) {
      int sum = (digits.charAt(i) - '0' + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    int check = 11 - product;
    return (check == 10 ? 0 : check) == digits.charAt(digits.length() - 1) - '0';
  }

  /** ISO 7064 mod 11-2; the last may be X. */
  static boolean mod11With2(String digits) {
    int rest = 0;
    for (int i = 0; i < digits.length(); i++) {
      char unit = digits.charAt(i);
      int value = unit == 'X' && i == digits.length() - 1 ? 10 : unit - '0';
      rest = (rest * 2 + value) % 11;
    }
    return rest == 1;
  }

  /** Verhoeff's dihedral check. */
  static boolean verhoeff(String digits) {
    int check = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      for (int round = i % 8; round > 0; round--) {
        digit = PERMUTATION[digit];
      }
      check = DIHEDRAL[check][digit];
    }
    return check == 0;
  }

  private static int[][] dihedral() {
    int[][] table = new int[10][10];
    for (int a = 0; a < 10; a++) {
      for (int b = 0; b < 10; b++) {
        int turn = a < 5 ? (a + b) % 5 : (a - b + 10) % 5;
        boolean flipped = (a < 5) != (b < 5);
        table[a][b] = flipped ? turn + 5 : turn;
      }
    }
    return table;
  }

  /** A Bitcoin address of the first kind: 25 bytes in base 58 with four of a double SHA-256. */
  static boolean base58(String address) {
    byte[] bytes = new byte[ADDRESS_BYTES];
    for (int i = 0; i < address.length(); i++) {
      int carry = BASE_58.indexOf(address.charAt(i));
      if (carry < 0) {
        return false;
      }
      for (int j = ADDRESS_BYTES - 1; j >= 0; j--) {
        carry += 58 * (bytes[j] & 0xff);
        bytes[j] = (byte) carry;
        carry >>= 8;
      }
      if (carry != 0) {
        return false;
      }
    }
    byte[] hash = sha256(sha256(Arrays.copyOf(bytes, ADDRESS_BYTES - 4)));
    return Arrays.equals(hash, 0, 4, bytes, ADDRESS_BYTES - 4, ADDRESS_BYTES);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A Bitcoin address of the second kind (BIP 173, BIP 350), in lower case. */
  static boolean bech32(String address) {
    int one = address.lastIndexOf('1');
    int sum = 1;
    byte[] prefix = address.substring(0, one).getBytes(StandardCharsets.US_ASCII);
    for (byte unit : prefix) {
      sum = stepped(sum, unit >> 5);
    }
    sum = stepped(sum, 0);
    for (byte unit : prefix) {
      sum = stepped(sum, unit & 31);
    }
    for (int i = one + 1; i < address.length(); i++) {
      int value = BECH_32.indexOf(address.charAt(i));
      if (value < 0) {
        return false;
      }
      sum = stepped(sum, value);
    }
    return sum == 1 || sum == BECH_32M;
  }

  private static int stepped(int sum, int value) {
    int top = sum >>> 25;
    int next = ((sum & 0x1ffffff) << 5) ^ value;
    for (int i = 0; i < BECH_32_GENERATOR.length; i++) {
      next ^= ((top >> i) & 1) == 1 ? BECH_32_GENERATOR[i] : 0;
    }
    return next;
  }
}
