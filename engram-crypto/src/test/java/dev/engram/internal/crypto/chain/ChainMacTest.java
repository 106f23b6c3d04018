package dev.engram.internal.crypto.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.internal.crypto.chain.ChainMac.Link;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainMacTest {
  private static final byte[] CONTEXT = utf8("vault 1, audit");

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ChainMac chain(int keyByte) {
    byte[] key = new byte[32];
    key[31] = (byte) keyByte;
    try (var secret = SecretBytes.takeOver(key)) {
      return new ChainMac(secret);
    }
  }

  private static List<Link> log(ChainMac chain, int entries) {
    var log = new ArrayList<Link>();
    byte[] previous = chain.first(CONTEXT);
    for (int i = 0; i < entries; i++) {
      byte[] entry = utf8("entry " + i);
      previous = chain.next(previous, entry);
      log.add(new Link(entry, previous));
    }
    return log;
  }

  /** Frozen: a log written today verifies for ever. */
  @Test
  void theMacsOfAKnownLogNeverChange() {
    try (var chain = chain(0)) {
      var log = log(chain, 3);
      var hex = HexFormat.of();
      assertThat(hex.formatHex(chain.first(CONTEXT)))
          .isEqualTo("886afa0eb8d30dcf8024ec729f3e96c083a4707be25657e2f7bdcc0a4966179a");
      assertThat(hex.formatHex(log.get(2).mac()))
          .isEqualTo("4fc3d52787df8c0b6f5a637b313fd9a1763febe39e3a9e4c209e16328eba0319");
      assertThat(hex.formatHex(chain.head(3, log.get(2).mac())))
          .isEqualTo("7ebc3d54c545fdf398f64ca29282a1d22822dd5146813a6a11b1c2331be2d58f");
    }
  }

  @Test
  void anUntouchedLogHasNoBreak() {
    try (var chain = chain(1)) {
      assertThat(chain.firstBreak(chain.first(CONTEXT), log(chain, 50))).isEmpty();
      assertThat(chain.firstBreak(chain.first(CONTEXT), List.of())).isEmpty();
    }
  }

  @Test
  void everyEditRemovalInsertionAndSwapIsFoundWhereItWasDone() {
    try (var chain = chain(1)) {
      byte[] first = chain.first(CONTEXT);
      for (int at = 0; at < 19; at++) {
        var edited = log(chain, 20);
        edited.set(at, new Link(utf8("entry X"), edited.get(at).mac()));
        assertThat(chain.firstBreak(first, edited)).hasValue(at);

        var removed = log(chain, 20);
        removed.remove(at);
        assertThat(chain.firstBreak(first, removed)).hasValue(at);

        var inserted = log(chain, 20);
        inserted.add(at, inserted.get(at + 1));
        assertThat(chain.firstBreak(first, inserted)).hasValue(at);

        var swapped = log(chain, 20);
        Collections.swap(swapped, at, at + 1);
        assertThat(chain.firstBreak(first, swapped)).hasValue(at);
      }
    }
  }

  @Test
  void aTruncatedLogIsWholeToTheChainAndBetrayedByItsHead() {
    try (var chain = chain(1)) {
      var log = log(chain, 20);
      byte[] head = chain.head(20, log.get(19).mac());
      var cut = log.subList(0, 15);
      assertThat(chain.firstBreak(chain.first(CONTEXT), cut)).isEmpty();
      assertThat(chain.isHead(15, cut.get(14).mac(), head)).isFalse();
      assertThat(chain.isHead(20, log.get(19).mac(), head)).isTrue();
    }
  }

  @Test
  void aLogOfAnotherKeyOrAnotherContextBreaksAtOnce() {
    try (var chain = chain(1);
        var other = chain(2)) {
      var log = log(chain, 3);
      assertThat(other.firstBreak(other.first(CONTEXT), log)).hasValue(0);
      assertThat(chain.firstBreak(chain.first(utf8("vault 2, audit")), log)).hasValue(0);
    }
  }

  @Test
  void bytesMovedOverABorderGiveAnotherMac() {
    try (var chain = chain(1)) {
      byte[] first = chain.first(new byte[0]);
      assertThat(chain.next(first, utf8("ab"))).isNotEqualTo(chain.next(first, utf8("abc")));
      assertThat(chain.first(first)).isNotEqualTo(chain.next(first, new byte[0]));
      assertThat(chain.head(1, first)).isNotEqualTo(chain.head(2, first));
    }
  }

  @Test
  void whatIsNoMacNoKeyOrNoCountIsRefused() {
    try (var chain = chain(1);
        var half = SecretBytes.takeOver(new byte[16])) {
      assertThatThrownBy(() -> chain.next(new byte[31], new byte[0]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("32 bytes, got 31");
      assertThatThrownBy(() -> chain.head(-1, new byte[32]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new ChainMac(half)).isInstanceOf(IllegalArgumentException.class);
      assertThat(chain.matches(new byte[32], new byte[0], new byte[0])).isFalse();
    }
  }

  @Test
  void aClosedChainRefuses() {
    var chain = chain(1);
    chain.close();
    chain.close();
    assertThatThrownBy(() -> chain.first(CONTEXT)).isInstanceOf(IllegalStateException.class);
  }
}
