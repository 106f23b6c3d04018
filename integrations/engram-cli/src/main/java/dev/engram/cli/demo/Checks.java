package dev.engram.cli.demo;

import dev.engram.cli.text.Page;
import dev.engram.cli.text.Style;
import java.util.ArrayList;
import java.util.List;

/** What the demonstration claims, and whether it held. For one thread. */
final class Checks {
  private final Page page;
  private final List<Check> done = new ArrayList<>();

  Checks(Page page) {
    this.page = page;
  }

  /**
   * One claim.
   *
   * @param name what was claimed
   * @param passed whether it held
   */
  record Check(String name, boolean passed) {}

  /** Notes whether a claim held and answers the mark to show. */
  String mark(String name, boolean passed) {
    done.add(new Check(name, passed));
    return sign(passed);
  }

  /** A mark that is no claim of its own. */
  String sign(boolean good) {
    return good ? page.styled(Style.GOOD, "✓") : page.styled(Style.BAD, "✗");
  }

  List<Check> all() {
    return List.copyOf(done);
  }

  List<Check> failed() {
    return done.stream().filter(check -> !check.passed()).toList();
  }
}
