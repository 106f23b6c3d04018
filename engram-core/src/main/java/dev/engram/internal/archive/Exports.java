package dev.engram.internal.archive;

import dev.engram.archive.ExportReport;
import dev.engram.archive.ExportRequest;
import dev.engram.fault.AccessException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.aead.SegmentedSeal;
import dev.engram.internal.crypto.key.PassphraseCost;
import dev.engram.internal.crypto.secret.SecretBytes;
import dev.engram.scope.Principal;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Exports to files and streams. Before anything stands under a file's name, or a stream's archive
 * becomes whole, {@link Told} is told; if it fails, nothing was exported. Thread-safe.
 */
public final class Exports {
  /** The fewest bytes of a passphrase: whoever has the file may try as many as they like. */
  public static final int LEAST_PASSPHRASE = 8;

  private final Exporting exporting;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public Exports(Exporting exporting, InstantSource clock) {
    this.exporting = exporting;
    this.clock = clock;
  }

  /** Takes note of an export that is complete but for its name or its last segment. */
  @FunctionalInterface
  public interface Told {
    /** Takes note; what it throws undoes the export. */
    void of(ExportReport report, Optional<Path> file);
  }

  /** How many memories an export would hold, at most. */
  public int count(ExportRequest request, Principal principal) {
    return exporting.count(request, principal);
  }

  /** Writes an encrypted archive to a file. */
  public ExportReport toFile(
      Path file, SecretBytes passphrase, ExportRequest request, Principal principal, Told told) {
    requireStrong(passphrase);
    try (var target = PrivateFile.at(file)) {
      ExportReport report = sealed(target.out(), passphrase, request, principal, one -> {});
      target.flush();
      told.of(report, Optional.of(target.target()));
      target.keep();
      return report;
    } catch (IOException failed) {
      throw unwritten(failed);
    }
  }

  /** Writes an encrypted archive to a stream, which stays open. */
  public ExportReport toStream(
      OutputStream out,
      SecretBytes passphrase,
      ExportRequest request,
      Principal principal,
      Told told) {
    requireStrong(passphrase);
    try {
      return sealed(
          out, passphrase, request, principal, report -> told.of(report, Optional.empty()));
    } catch (IOException failed) {
      throw unwritten(failed);
    }
  }

  /** Writes an array of records that anybody can read. */
  public ExportReport toPlainFile(
      Path file, ExportRequest request, Principal principal, int most, Told told) {
    try (var target = PrivateFile.at(file)) {
      ExportReport report =
          exporting.write(target.out(), true, request, principal, clock.instant());
      if (report.memories() > most) {
        throw AccessException.unconfirmed("there are more memories now than a person allowed");
      }
      target.flush();
      told.of(report, Optional.of(target.target()));
      target.keep();
      return report;
    } catch (IOException failed) {
      throw unwritten(failed);
    }
  }

  private interface Last {
    void before(ExportReport report);
  }

  private ExportReport sealed(
      OutputStream out,
      SecretBytes passphrase,
      ExportRequest request,
      Principal principal,
      Last last)
      throws IOException {
    try (var seal =
        SegmentedSeal.to(new Unclosed(out), passphrase, PassphraseCost.Argon2id.usual(), random)) {
      ExportReport report = exporting.write(seal, false, request, principal, clock.instant());
      last.before(report);
      seal.finish();
      return report;
    }
  }

  private static void requireStrong(SecretBytes passphrase) {
    if (passphrase.length() < LEAST_PASSPHRASE) {
      throw InvalidInputException.of(
          "archive.passphrase",
          "must have at least " + LEAST_PASSPHRASE + " bytes, got " + passphrase.length());
    }
  }

  private static VaultException unwritten(IOException failed) {
    return new VaultException(
        ErrorCode.WRITE_FAILED,
        "the export could not be written; nothing stands under its name",
        failed);
  }

  /** Keeps the caller's stream open. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
