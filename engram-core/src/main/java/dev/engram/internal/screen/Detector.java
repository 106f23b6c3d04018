package dev.engram.internal.screen;

import java.util.List;

/** Finds one sort of thing that must not go on. Thread-safe; linear in the text. */
public interface Detector {
  /** What it is called in errors and reports. */
  String name();

  /** All that it finds, in any order; stretches may overlap. */
  List<Finding> find(String text);
}
