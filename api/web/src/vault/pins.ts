/** PINs: which are taken, and how wrong ones are slowed down. Nothing is ever erased for them. */
import { type VaultRow, write } from "./database.ts";
import { MustWait, NoVault, WeakPin } from "./errors.ts";

export const FREE_TRIES = 10;
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 3600;
const SHORTEST = 6;

/** Throws `WeakPin` for what is short, one digit again and again, or digits in a row. */
export function requireGoodPin(pin: string): void {
  const typed = [...pin.normalize("NFKC")].map((char) => char.codePointAt(0) ?? 0);
  const steps = new Set(typed.slice(1).map((code, at) => code - (typed[at] ?? 0)));
  const isRun = steps.size === 1 && [-1, 0, 1].includes([...steps][0] ?? 9);
  if (typed.length < SHORTEST || isRun) throw new WeakPin();
}

/** Return the seconds to wait after so many wrong PINs in a row. */
export function waitAfter(wrong: number): number {
  if (wrong < FREE_TRIES) return 0;
  return Math.min(FIRST_WAIT_S * 2 ** (wrong - FREE_TRIES), LONGEST_WAIT_S);
}

/**
 * Count a try before it is made, on the disk: killing the app gives none for free.
 *
 * Returns the row and how many tries were wrong, with this one; rejects with `MustWait` in between.
 */
export async function countTry(vaultId: string, nowMs: number): Promise<VaultRow> {
  return write(["vaults"], async (tx) => {
    const row = await tx.store.get(vaultId);
    if (row === undefined) throw new NoVault();
    const { n, atMs } = row.wrong;
    // A clock that was put back or forward does not end the wait early by more than it was moved.
    const passedS = Math.max(0, nowMs - atMs) / 1000;
    const waitS = Math.ceil(waitAfter(n) - passedS);
    if (waitS > 0) throw new MustWait(waitS);
    const counted = { ...row, wrong: { n: n + 1, atMs: nowMs } };
    await tx.store.put(counted);
    return counted;
  });
}

/** Forget the wrong tries: the right PIN came. */
export async function forgetTries(vaultId: string): Promise<void> {
  await write(["vaults"], async (tx) => {
    const row = await tx.store.get(vaultId);
    if (row !== undefined) await tx.store.put({ ...row, wrong: { n: 0, atMs: 0 } });
  });
}
