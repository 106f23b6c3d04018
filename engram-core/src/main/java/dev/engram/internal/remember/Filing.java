package dev.engram.internal.remember;

import dev.engram.internal.vault.FactTable;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.SettingTable;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Memory;
import java.util.List;

/**
 * Files the facts of vaults that are older than claims, so that new facts find them. Done once a
 * vault, a little at a time. Thread-safe.
 */
public final class Filing {
  private static final String DONE = "facts_filed";

  private final Vault vault;
  private volatile boolean done;
  private volatile int after;

  Filing(Vault vault) {
    this.vault = vault;
  }

  /**
   * Files the next facts.
   *
   * @return whether there may be more
   */
  public boolean step(int most) {
    if (done) {
      return false;
    }
    done =
        vault
            .writer()
            .write(tx -> {
              if (SettingTable.get(tx, DONE).isPresent()) {
                return true;
              }
              List<MemoryRow> rows = FactTable.unfiled(tx, after, most);
              for (MemoryRow row : rows) {
                if (row.memory() instanceof Memory.Fact fact) {
                  String subject = EntityRegistry.subject(tx, fact.scope(), fact.subject());
                  FactTable.refile(
                      tx, row.ordinal(), Claims.filing(fact.scope(), subject, fact, row.origin()));
                }
              }
              after = rows.isEmpty() ? after : rows.getLast().ordinal();
              if (rows.size() < most) {
                SettingTable.put(tx, DONE, "1");
              }
              return rows.size() < most;
            });
    return !done;
  }
}
