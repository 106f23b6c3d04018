package dev.engram.health;

/**
 * How far an index is that is being made anew from the vault; recall answers meanwhile.
 *
 * @param index which one
 * @param done how many of the vault's rows it has looked at
 * @param total how many there are
 * @param answering whether answers lack nothing meanwhile, since what stood there before answers
 * @param paused whether it waits because memory is short; it goes on by a little now and then
 */
public record IndexProgress(String index, int done, int total, boolean answering, boolean paused) {
  private static final int HUNDRED = 100;

  /** The part that is done, 0 to 100, rounded down: 100 is reached when it is over. */
  public int percent() {
    return total == 0 ? 0 : (int) Math.min(HUNDRED - 1L, (long) HUNDRED * done / total);
  }
}
