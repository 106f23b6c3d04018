package dev.engram.internal.projection;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.vault.ChangeTable;
import dev.engram.internal.vault.ProjectionTable;
import dev.engram.internal.vault.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Projections as they are saved in the vault and read from it. On the writer's thread. */
final class SavedImages {
  private static final Logger LOG = LoggerFactory.getLogger(SavedImages.class);

  private SavedImages() {}

  /**
   * Loads what is saved of a projection.
   *
   * @param last the last change of the vault
   * @return the last change it holds; nothing if there is no image, or none that can be used
   */
  static OptionalLong load(Transaction tx, Projection projection, long last) throws SQLException {
    Optional<ProjectionTable.Saved> saved = ProjectionTable.saved(tx, projection.name());
    return saved.isPresent() && load(tx, projection, saved.get(), last)
        ? OptionalLong.of(saved.get().watermark())
        : OptionalLong.empty();
  }

  private static boolean load(
      Transaction tx, Projection projection, ProjectionTable.Saved saved, long applied)
      throws SQLException {
    boolean usable =
        saved.format().equals(projection.format())
            && saved.watermark() + 1 >= ChangeTable.oldest(tx)
            && saved.watermark() <= applied;
    if (!usable) {
      return false;
    }
    var files = new HashMap<String, byte[]>();
    for (String name : ProjectionTable.names(tx, projection.name())) {
      files.put(name, ProjectionTable.read(tx, projection.name(), name));
    }
    try {
      projection.load(files);
      return true;
    } catch (RuntimeException damaged) {
      LOG.warn(
          "projection {} cannot be loaded ({}); it is rebuilt",
          projection.name(),
          damaged.getClass().getSimpleName());
      return false;
    }
  }

  /** Saves a projection that holds everything up to a change. */
  static void save(Transaction tx, Projection projection, long watermark) throws SQLException {
    try (IndexImage image = projection.image()) {
      ProjectionTable.save(tx, projection.name(), projection.format(), watermark, files(image));
    }
  }

  /**
   * Sees to it that no image made from now on holds anything of rows that are gone.
   *
   * @return projections for which that failed
   */
  static List<Projection> wipe(List<Projection> all, List<Integer> gone) {
    var failing = new ArrayList<Projection>();
    for (Projection projection : all) {
      try {
        gone.forEach(projection::gone);
        projection.wipe();
        projection.publish();
      } catch (RuntimeException failed) {
        LOG.warn(
            "projection {} cannot be wiped ({}); it is rebuilt",
            projection.name(),
            failed.getClass().getSimpleName());
        failing.add(projection);
      }
    }
    return failing;
  }

  private static List<SavedFile> files(IndexImage image) {
    var files = new ArrayList<SavedFile>();
    for (var file : image.files()) {
      files.add(new SavedFile(file.name(), file.content()));
    }
    return files;
  }

  private record SavedFile(String name, IndexImage.Content content)
      implements ProjectionTable.NewFile {
    @Override
    public byte[] bytes() {
      return content.read();
    }
  }
}
