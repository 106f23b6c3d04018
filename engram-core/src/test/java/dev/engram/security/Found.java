package dev.engram.security;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Everything that an answer holds, whatever its type, down to strings and numbers. */
final class Found {
  private static final Map<Class<?>, RecordComponent[]> PARTS = new ConcurrentHashMap<>();

  private Found() {}

  /** Hands every leaf of an answer on: strings, numbers, ids, scopes and what is no record. */
  static void each(Object answer, Consumer<Object> leaf) {
    switch (answer) {
      case Collection<?> many -> many.forEach(one -> each(one, leaf));
      case Map<?, ?> map ->
          map.forEach((key, value) -> {
            each(key, leaf);
            each(value, leaf);
          });
      case Optional<?> perhaps -> perhaps.ifPresent(one -> each(one, leaf));
      case Record record -> {
        leaf.accept(record);
        for (RecordComponent part : PARTS.computeIfAbsent(record.getClass(), Found::parts)) {
          each(value(record, part), leaf);
        }
      }
      default -> leaf.accept(answer);
    }
  }

  private static RecordComponent[] parts(Class<?> type) {
    RecordComponent[] parts = type.getRecordComponents();
    for (RecordComponent part : parts) {
      part.getAccessor().setAccessible(true);
    }
    return parts;
  }

  private static Object value(Record record, RecordComponent part) {
    try {
      return part.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new LinkageError("a record's own part", impossible);
    }
  }
}
