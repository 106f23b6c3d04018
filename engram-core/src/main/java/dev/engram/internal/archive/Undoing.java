package dev.engram.internal.archive;

import dev.engram.fault.AccessException;
import dev.engram.fault.EngramException;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.remember.Revising;
import dev.engram.internal.vault.ImportTable;
import dev.engram.internal.vault.ImportTable.Member;
import dev.engram.internal.vault.Vault;
import dev.engram.scope.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Forgets what an import brought. Many wait for the writer at once, so that many share a commit.
 * Thread-safe.
 */
public final class Undoing {
  private static final int AT_ONCE = 64;

  private final Vault vault;
  private final Revising revising;

  public Undoing(Vault vault, Revising revising) {
    this.vault = vault;
    this.revising = revising;
  }

  /**
   * Forgets all of it that the principal may change; facts found in it go with it.
   *
   * @return how many memories
   */
  public int undo(long id, Principal principal) {
    if (!vault.readers().read(reads -> ImportTable.known(reads, id))) {
      throw InvalidInputException.unknownImport(id);
    }
    int forgotten = 0;
    boolean whole = true;
    int after = 0;
    for (List<Member> some = some(id, after); !some.isEmpty(); some = some(id, after)) {
      int gone = forget(some, principal);
      forgotten += gone;
      whole &= gone == some.size();
      after = some.getLast().root();
    }
    if (whole) {
      vault
          .writer()
          .write(tx -> {
            ImportTable.undone(tx, id);
            return true;
          });
    }
    return forgotten;
  }

  private List<Member> some(long id, int after) {
    return vault.readers().read(reads -> ImportTable.active(reads, id, after, AT_ONCE));
  }

  private int forget(List<Member> members, Principal principal) {
    int forgotten = 0;
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Future<Boolean>>(members.size());
      for (Member member : members) {
        calls.add(
            callers.submit(() -> {
              try {
                revising.forget(member.id(), principal);
                return true;
              } catch (AccessException notTheirs) {
                return false;
              }
            }));
      }
      for (Future<Boolean> call : calls) {
        forgotten += call.get() ? 1 : 0;
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof EngramException known) {
        throw known;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return forgotten;
  }
}
