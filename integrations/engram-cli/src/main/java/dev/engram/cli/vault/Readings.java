package dev.engram.cli.vault;

import dev.engram.cli.host.EmbedderChoice;
import dev.engram.fault.InvalidInputException;
import dev.engram.memory.Category;
import dev.engram.memory.EdgeType;
import dev.engram.memory.EntityId;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Verdict;
import dev.engram.scope.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How Engram's own words are read from arguments. */
public final class Readings {
  private Readings() {}

  /**
   * Teaches a command to read them.
   *
   * @param zone of times that name none
   */
  public static void register(CommandLine command, ZoneId zone) {
    command.registerConverter(Scope.class, typed(Scope::parse));
    command.registerConverter(Category.class, typed(Category::parse));
    command.registerConverter(MemoryId.class, typed(MemoryId::parse));
    command.registerConverter(EntityId.class, typed(EntityId::parse));
    command.registerConverter(ZoneId.class, Readings::zone);
    command.registerConverter(MemoryKind.class, typed(MemoryKind::parse));
    command.registerConverter(EdgeType.class, typed(EdgeType::parse));
    command.registerConverter(Verdict.class, typed(Verdict::parse));
    command.registerConverter(EmbedderChoice.class, Readings::embedder);
    command.registerConverter(Instant.class, text -> time(text, zone));
  }

  private static <T> ITypeConverter<T> typed(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (InvalidInputException refused) {
        throw new TypeConversionException(refused.getMessage());
      }
    };
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new TypeConversionException("must be a time zone such as Europe/Lisbon, UTC or +02:00");
    }
  }

  private static EmbedderChoice embedder(String text) {
    for (EmbedderChoice choice : EmbedderChoice.values()) {
      if (choice.toString().equals(text.toLowerCase(Locale.ROOT))) {
        return choice;
      }
    }
    throw new TypeConversionException("must be bge, minilm, ollama or none");
  }

  /**
   * Reads a date, a date and time, or one with an offset.
   *
   * @param zone of a time that names none
   * @throws TypeConversionException if it is anything else
   */
  public static Instant time(String text, ZoneId zone) {
    return parsed(text, t -> OffsetDateTime.parse(t).toInstant())
        .or(() -> parsed(text, t -> LocalDateTime.parse(t).atZone(zone).toInstant()))
        .or(() -> parsed(text, t -> LocalDate.parse(t).atStartOfDay(zone).toInstant()))
        .orElseThrow(() ->
            new TypeConversionException(
                "must be a time such as 2025-03-14, 2025-03-14T09:30 or 2025-03-14T09:30:00Z"));
  }

  private static Optional<Instant> parsed(String text, Function<String, Instant> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (DateTimeParseException other) {
      return Optional.empty();
    }
  }
}
