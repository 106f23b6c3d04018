package dev.engram.internal.archive;

import dev.engram.archive.ImportReport;
import dev.engram.archive.ImportReport.EdgeRejection;
import dev.engram.archive.ImportReport.Rejection;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.archive.Quarantine.Ruling;
import dev.engram.internal.remember.Importing;
import dev.engram.internal.remember.Importing.Arrived;
import dev.engram.internal.vault.EdgeTable.EdgeRow;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Material;
import dev.engram.memory.MemoryId;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * One import, from the first record to the last. For one thread. Holds a batch, and an id and a
 * number for each memory that came in.
 */
final class ImportRun {
  /** So many come in together: all of them, or one by one. */
  static final int BATCH = 256;

  private static final int EDGE_BATCH = 1_024;
  private static final int KNOWN_BEFORE = -1;

  private final Importing importing;
  private final Quarantine quarantine;
  private final Principal principal;
  private final OptionalLong id;
  private final Map<MemoryId, Integer> roots = new HashMap<>();
  private final List<Ruling.Admitted> waiting = new ArrayList<>(BATCH);
  private final List<EdgeRow> edges = new ArrayList<>();
  private final Map<Rejection, Integer> rejected = new EnumMap<>(Rejection.class);
  private final Map<EdgeRejection, Integer> edgesRejected = new EnumMap<>(EdgeRejection.class);
  private int total;
  private int stored;
  private int restated;
  private int derived;
  private int flagged;
  private int clamped;
  private int rehomed;
  private int redacted;
  private int linked;

  /**
   * A run.
   *
   * @param id the import's number; none for a rehearsal
   */
  ImportRun(Importing importing, Quarantine quarantine, Principal principal, OptionalLong id) {
    this.importing = importing;
    this.quarantine = quarantine;
    this.principal = principal;
    this.id = id;
  }

  /** Reads everything that is left. */
  ImportReport run(RecordReader records) throws IOException {
    boolean more = true;
    while (more) {
      switch (records.next()) {
        case Entry.OfMemory memory -> memory(memory.fields());
        case Entry.OfEdge edge -> {
          flush();
          edge(edge.fields());
        }
        case Entry.Unreadable line -> {
          total++;
          reject(line.why());
        }
        case Entry.End end -> more = false;
      }
    }
    flush();
    link();
    return new ImportReport(
        id,
        total,
        stored,
        restated,
        derived,
        rejected,
        flagged,
        clamped,
        rehomed,
        redacted,
        linked,
        edgesRejected);
  }

  /** Reads to the end and does nothing: whether all of it is there, and within bounds. */
  static void readThrough(RecordReader records) throws IOException {
    while (!(records.next() instanceof Entry.End)) {
      // the reader counts
    }
  }

  private void memory(ObjectNode fields) {
    total++;
    switch (quarantine.rule(fields)) {
      case Ruling.Refused refused -> reject(refused.why());
      case Ruling.Admitted admitted -> admit(admitted);
      case Ruling.Derived fact -> {
        if (roots.containsKey(fact.origin())) {
          derived++;
        } else {
          admit(fact.otherwise());
        }
      }
    }
  }

  private void admit(Ruling.Admitted admitted) {
    if (roots.putIfAbsent(admitted.id(), KNOWN_BEFORE) != null) {
      reject(Rejection.DUPLICATE);
      return;
    }
    waiting.add(admitted);
    if (waiting.size() == BATCH) {
      flush();
    }
  }

  private void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      took(waiting, arrived(waiting));
    } catch (InvalidInputException one) {
      for (Ruling.Admitted admitted : waiting) {
        try {
          took(List.of(admitted), arrived(List.of(admitted)));
        } catch (InvalidInputException bound) {
          roots.remove(admitted.id());
          reject(Rejection.MALFORMED);
        }
      }
    }
    waiting.clear();
  }

  private List<Arrived> arrived(List<Ruling.Admitted> batch) {
    List<Material> materials = batch.stream().map(Ruling.Admitted::material).toList();
    var suspects = new BitSet();
    for (int i = 0; i < batch.size(); i++) {
      suspects.set(i, batch.get(i).flagged());
    }
    return id.isPresent()
        ? importing.take(id.getAsLong(), materials, suspects, principal)
        : importing.rehearse(materials, suspects, principal);
  }

  private void took(List<Ruling.Admitted> batch, List<Arrived> arrived) {
    for (int i = 0; i < batch.size(); i++) {
      Ruling.Admitted admitted = batch.get(i);
      if (arrived.get(i).stored()) {
        stored++;
        roots.put(admitted.id(), id.isPresent() ? arrived.get(i).root() : 0);
      } else {
        restated++;
      }
      flagged += admitted.flagged() ? 1 : 0;
      clamped += admitted.clamped() ? 1 : 0;
      rehomed += admitted.rehomed() ? 1 : 0;
      redacted += arrived.get(i).redacted() ? 1 : 0;
    }
  }

  private void edge(ObjectNode fields) {
    try {
      MemoryId source = MemoryId.parse(Fields.requiredText(fields, "source"));
      MemoryId target = MemoryId.parse(Fields.requiredText(fields, "target"));
      EdgeType type = EdgeType.parse(Fields.requiredText(fields, "edge"));
      double weight = Fields.number(fields, "weight").orElse(0);
      if (!(weight > 0 && weight <= 1)) {
        reject(EdgeRejection.MALFORMED);
      } else if (type == EdgeType.DERIVED_FROM) {
        reject(EdgeRejection.DERIVED);
      } else if (source.equals(target) || !came(source) || !came(target)) {
        reject(EdgeRejection.ENDS);
      } else {
        edges.add(new EdgeRow(root(source), root(target), type, weight));
        if (edges.size() == EDGE_BATCH) {
          link();
        }
      }
    } catch (InvalidInputException unreadable) {
      reject(EdgeRejection.MALFORMED);
    }
  }

  private int root(MemoryId archived) {
    return roots.getOrDefault(archived, KNOWN_BEFORE);
  }

  private boolean came(MemoryId archived) {
    return root(archived) != KNOWN_BEFORE;
  }

  private void link() {
    if (edges.isEmpty()) {
      return;
    }
    int made = id.isPresent() ? importing.link(edges) : edges.size();
    linked += made;
    for (int i = made; i < edges.size(); i++) {
      reject(EdgeRejection.CYCLE);
    }
    edges.clear();
  }

  private void reject(Rejection why) {
    rejected.merge(why, 1, Integer::sum);
  }

  private void reject(EdgeRejection why) {
    edgesRejected.merge(why, 1, Integer::sum);
  }
}
