package dev.engram.internal.capture.metadata;

import dev.engram.internal.capture.word.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells in what language code is written: by the name on its fence, else by words that few
 * languages share (two signs at least), else by the ending of the files named. Stateless; looks at
 * no more than {@value #LONGEST} characters for signs.
 */
final class CodeLanguages {
  private static final int LONGEST = 20_000;

  private static final Map<String, String> NAMES = names();

  /** Signs of each language, the most telling languages first. */
  private static final List<Signs> SIGNS =
      List.of(
          new Signs(
              "Java",
              "public class ",
              "public static void",
              "import java.",
              "System.out.",
              "private final ",
              "@Override",
              "public record "),
          new Signs(
              "Kotlin", "fun main(", "val ", "fun ", "println(", "data class ", "suspend fun"),
          new Signs(
              "Rust",
              "fn main()",
              "let mut ",
              "impl ",
              "println!(",
              "use std::",
              "pub fn ",
              "-> Result<"),
          new Signs("Go", "package main", "func main()", "fmt.Print", ":= ", "func (", "go func("),
          new Signs(
              "C#",
              "using System",
              "namespace ",
              "Console.Write",
              "public async Task",
              "get; set;"),
          new Signs("C++", "#include <iostream>", "std::", "cout <<", "template<", "nullptr"),
          new Signs("C", "#include <stdio.h>", "int main(", "printf(", "malloc(", "#define "),
          new Signs(
              "TypeScript",
              "interface ",
              ": string",
              ": number",
              "export type ",
              "as const",
              ": Promise<"),
          new Signs(
              "JavaScript",
              "const ",
              "=> {",
              "function ",
              "console.log(",
              "require(",
              "export default",
              "document.",
              "async function"),
          new Signs(
              "Python",
              "def ",
              "import ",
              "self.",
              "print(",
              "elif ",
              "__init__",
              "if __name__",
              "):\n"),
          new Signs(
              "SQL",
              "SELECT ",
              " FROM ",
              "CREATE TABLE",
              "INSERT INTO",
              " WHERE ",
              "ALTER TABLE",
              "PRIMARY KEY"),
          new Signs("HTML", "<!DOCTYPE html", "<html", "<div", "</div>", "<body", "<head>"),
          new Signs("CSS", "font-size:", "margin:", "padding:", "display:", "color: #"),
          new Signs("PHP", "<?php", "$this->", "echo $", "function __construct"),
          new Signs("Ruby", "puts ", "\nend", "require '", "attr_accessor", ".each do |"),
          new Signs("Bash", "#!/bin/", "echo $", "\nfi\n", "sudo ", "apt-get ", "export PATH"),
          new Signs("YAML", "apiVersion:", "\n  - name:", "services:\n", "kind: "),
          new Signs("Dockerfile", "FROM ", "\nRUN ", "\nCMD ", "ENTRYPOINT", "\nCOPY "));

  private record Signs(String language, List<String> signs) {
    Signs(String language, String... signs) {
      this(language, List.of(signs));
    }
  }

  private CodeLanguages() {}

  private static Map<String, String> names() {
    var names = new HashMap<String, String>();
    String table =
        "java=Java kt=Kotlin kotlin=Kotlin rs=Rust rust=Rust go=Go golang=Go cs=C# csharp=C#"
            + " cpp=C++ c++=C++ cc=C++ hpp=C++ c=C h=C ts=TypeScript typescript=TypeScript"
            + " tsx=TypeScript js=JavaScript javascript=JavaScript jsx=JavaScript mjs=JavaScript"
            + " py=Python python=Python python3=Python sql=SQL html=HTML css=CSS scss=Sass php=PHP"
            + " rb=Ruby ruby=Ruby sh=Bash bash=Bash shell=Bash zsh=Bash console=Bash yaml=YAML"
            + " yml=YAML json=JSON xml=XML toml=TOML swift=Swift scala=Scala r=R lua=Lua perl=Perl"
            + " pl=Perl dart=Dart haskell=Haskell hs=Haskell ex=Elixir elixir=Elixir clj=Clojure"
            + " clojure=Clojure groovy=Groovy gradle=Groovy ps1=PowerShell powershell=PowerShell"
            + " dockerfile=Dockerfile tf=Terraform hcl=Terraform graphql=GraphQL proto=Protobuf"
            + " vue=Vue tex=LaTeX latex=LaTeX matlab=MATLAB ipynb=Python";
    for (String pair : List.of(table.split(" "))) {
      int equals = pair.indexOf('=');
      names.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return Map.copyOf(names);
  }

  static Optional<String> of(String text, List<Word> words) {
    int fence = text.indexOf("```");
    if (fence >= 0) {
      Optional<String> named = info(text, fence + 3);
      if (named.isPresent()) {
        return named;
      }
    }
    if (fence >= 0 || codeLike(text)) {
      Optional<String> signed = signed(text);
      if (signed.isPresent()) {
        return signed;
      }
    }
    for (Word word : words) {
      if (word.kind() == Word.Kind.PATH) {
        String path = word.text();
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String language = NAMES.get(ending);
        if (language != null && path.indexOf('.') >= 0) {
          return Optional.of(language);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> info(String text, int from) {
    int end = from;
    while (end < text.length() && end < from + 20 && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return Optional.ofNullable(NAMES.get(text.substring(from, end).toLowerCase(Locale.ROOT)));
  }

  /** Braces, semicolons at line ends, arrows: prose has none of them twice. */
  private static boolean codeLike(String text) {
    int signs = 0;
    int limit = Math.min(text.length() - 1, LONGEST);
    for (int i = 0; i < limit && signs < 2; i++) {
      char c = text.charAt(i);
      char next = text.charAt(i + 1);
      boolean lineEnd = next == '\n' && (c == ';' || c == '{' || c == '}' || c == ':');
      boolean arrow =
          (c == '=' && next == '>') || (c == '(' && next == ')') || (c == ':' && next == ':');
      signs += lineEnd || arrow || c == '{' || c == '}' ? 1 : 0;
    }
    return signs >= 2 || text.startsWith("SELECT ") || text.startsWith("#!/");
  }

  private static Optional<String> signed(String text) {
    String head = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String best = "";
    int most = 1;
    for (Signs signs : SIGNS) {
      int hits = 0;
      for (String sign : signs.signs()) {
        hits += head.contains(sign) ? 1 : 0;
      }
      if (hits > most) {
        most = hits;
        best = signs.language();
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }
}
