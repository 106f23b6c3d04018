package dev.engram.internal.capture.word;

import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Texts that break readers of text. */
public final class HostileTexts {
  private HostileTexts() {}

  /** Small and odd ones. */
  public static List<String> small() {
    return List.of(
        "",
        " ",
        "\0\0\0",
        "\ud83d",
        "\ude00 half \ud83d",
        "😀😀😀 👩‍👩‍👧‍👦 !!! ❤️",
        "我在用Kubernetes部署服务，每天花费100元。",
        "أنا أعمل في دبي منذ عامين",
        "Ich wohne in München und arbeite bei der Bank",
        "((((((((((((((((((((",
        "\"\"\"\"\"\"''''''''````````",
        "```\nnever closed",
        "a@b a@@b @ @@@ http:// https://. www. ://",
        "//// .... ---- \\\\\\\\ ~/~/~/ ./../..",
        "- - - -5 - 5- -5-5-5 1,2,3,4 1.2.3.4.5.6 $ $$ %",
        "'s s' 's's's I'M DON'T",
        "null None undefined NaN true false",
        "{\"a\":[1,2,{\"b\":null}],\"c\":\"\\u0000\"}",
        "\u202e\u200b\ufeff\u00ad");
  }

  /** Texts of about {@code size} characters, each of one sort of excess. */
  public static List<String> large(int size) {
    var random = new Random(Long.getLong("engram.seed", 7L));
    byte[] bytes = new byte[size * 3 / 4];
    random.nextBytes(bytes);
    var noise = new StringBuilder();
    String alphabet = "aZ0 .,!?'\"`()-_/@#:$%\n\té漢😀";
    while (noise.length() < size) {
      noise.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return List.of(
        "a".repeat(size),
        "A".repeat(size),
        "9".repeat(size),
        "a,".repeat(size / 2),
        "Aa ".repeat(size / 3),
        "a/".repeat(size / 2),
        "é/@:".repeat(size / 4),
        "漢/a@".repeat(size / 4),
        "(".repeat(size),
        "\"A".repeat(size / 2),
        "```".repeat(size / 3),
        "\n".repeat(size),
        "http://".repeat(size / 7),
        "@a".repeat(size / 2),
        "Dr. ".repeat(size / 4),
        "1-".repeat(size / 2),
        "not ".repeat(size / 4),
        "Ana of de Ana ".repeat(size / 14),
        "{\"k\":1}".repeat(size / 7),
        Base64.getEncoder().encodeToString(bytes),
        noise.toString());
  }
}
