package dev.engram.cli.text;

import dev.engram.memory.Entity;
import java.time.ZoneId;
import java.util.List;

/** An entity in a list. */
public final class EntityCard {
  private EntityCard() {}

  /** Writes its name and type, and below how often and when it was spoken of, and its id. */
  public static void print(Page page, Entity entity, ZoneId zone) {
    page.line(
        page.styled(Style.BOLD, Glyphs.clip(Glyphs.line(entity.name()), page.width() - 16))
            + "  "
            + entity.type().label());
    List<String> others =
        entity.aliases().stream().filter(alias -> !alias.equals(entity.name())).toList();
    page.aside(
        2,
        (entity.mentions() == 1 ? "1 mention" : entity.mentions() + " mentions")
            + ", "
            + Times.minute(entity.firstSeen(), zone)
            + " to "
            + Times.minute(entity.lastSeen(), zone)
            + (others.isEmpty() ? "" : ", also " + String.join(", ", others)));
    page.aside(2, entity.scope().canonical() + "  " + entity.id());
  }
}
