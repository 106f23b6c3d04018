package dev.engram.internal.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What else touches the folder that a vault lies in: programs that copy it elsewhere, as far as
 * names of folders and the marks of such programs tell.
 *
 * @param synced the program that copies the folder to other machines, if one does
 * @param repository whether the folder belongs to a repository of Git
 * @param fileSystem the kind of file system, as the system names it
 * @param remote whether its bytes lie on another machine
 */
public record Whereabouts(
    Optional<String> synced, boolean repository, String fileSystem, boolean remote) {
  /** A folder's name begins so, or it holds a file of that name. */
  private record Sign(String program, List<String> folders, List<String> marks) {}

  private static final List<Sign> SIGNS =
      List.of(
          new Sign("Dropbox", List.of("dropbox"), List.of(".dropbox", ".dropbox.cache")),
          new Sign("OneDrive", List.of("onedrive"), List.of()),
          new Sign("Google Drive", List.of("google drive", "googledrive", "my drive"), List.of()),
          new Sign("iCloud", List.of("mobile documents", "icloud"), List.of()),
          new Sign("Nextcloud", List.of("nextcloud"), List.of(".nextcloudsync.log")),
          new Sign("ownCloud", List.of("owncloud"), List.of(".owncloudsync.log")),
          new Sign("Syncthing", List.of("syncthing"), List.of(".stfolder")),
          new Sign("MEGA", List.of("megasync"), List.of(".megaignore")),
          new Sign("pCloud", List.of("pclouddrive", "pcloud drive"), List.of()));

  private static final Set<String> REMOTE =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "afpfs",
          "9p",
          "webdav",
          "fuse.sshfs",
          "fuse.rclone",
          "fuse.davfs",
          "davfs",
          "afs",
          "ceph",
          "glusterfs");

  static Whereabouts of(Path vault) {
    Optional<String> synced = Optional.empty();
    boolean repository = false;
    for (Path folder = vault.getParent(); folder != null; folder = folder.getParent()) {
      Path here = folder;
      synced =
          synced.or(() ->
              SIGNS.stream().filter(sign -> shows(here, sign)).map(Sign::program).findFirst());
      repository |= Files.exists(folder.resolve(".git"));
    }
    String kind = fileSystem(vault);
    return new Whereabouts(synced, repository, kind, REMOTE.contains(kind));
  }

  private static boolean shows(Path folder, Sign sign) {
    Path last = folder.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    return sign.folders().stream().anyMatch(name::startsWith)
        || sign.marks().stream().anyMatch(mark -> Files.exists(folder.resolve(mark)));
  }

  private static String fileSystem(Path vault) {
    try {
      return Files.getFileStore(vault).type().toLowerCase(Locale.ROOT);
    } catch (IOException untold) {
      return "unknown";
    }
  }
}
