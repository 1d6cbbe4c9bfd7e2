/** Vaults of officers on one phone: each with a key of its own, under a PIN and for the server. */
import { uuid7 } from "../base/ids.ts";
import {
  dataKey,
  newRawKey,
  newSalt,
  pinKey,
  ROUNDS,
  type ServerKey,
  seal,
  sealToServer,
  unseal,
} from "./crypto.ts";
import { database, type VaultRow, write } from "./database.ts";
import { NoVault, VaultExists, WrongPin } from "./errors.ts";
import type { Officer, OfficerOnPhone } from "./officers.ts";
import { countTry, FREE_TRIES, forgetTries, requireGoodPin, waitAfter } from "./pins.ts";
import { OpenVault, type Vault } from "./vault.ts";

export type { Sealed, ServerKey } from "./crypto.ts";
export { MustWait, NoVault, VaultExists, VaultLocked, WeakPin, WrongPin } from "./errors.ts";
export type { Officer, OfficerOnPhone } from "./officers.ts";
export { fetchServerKey } from "./server_key.ts";
export type { Vault } from "./vault.ts";

/** Return who has a vault here, and how much of theirs was not sent: for the lock screen. */
export async function listOfficers(): Promise<OfficerOnPhone[]> {
  const db = await database();
  const tx = db.transaction(["vaults", "items", "fixes", "files"]);
  const found: OfficerOnPhone[] = [];
  for (const { id, officer, setAsideAt } of await tx.objectStore("vaults").getAll()) {
    const counts = await Promise.all([
      tx.objectStore("items").index("vault").count(id),
      tx.objectStore("fixes").index("vault").count(id),
      tx.objectStore("files").index("vault").count(id),
    ]);
    const [items, fixes, files] = counts;
    found.push({ officer, vaultId: id, setAsideAt, unsent: items + files + (fixes > 0 ? 1 : 0) });
  }
  return found.sort((one, other) => one.officer.badgeNo.localeCompare(other.officer.badgeNo));
}

/**
 * Make a vault for an officer who has just signed in, and open it.
 *
 * Rejects with `WeakPin`, or with `VaultExists` when there is one in use: that is opened, or set
 * aside first.
 */
export async function createVault(
  officer: Officer,
  pin: string,
  serverKey: ServerKey,
): Promise<Vault> {
  requireGoodPin(pin);
  const raw = newRawKey();
  const row: VaultRow = {
    id: uuid7(),
    officer,
    createdAt: new Date().toISOString(),
    setAsideAt: null,
    pin: await underPin(raw, pin, officer.id),
    server: await sealToServer(raw, serverKey, officer.id),
    wrong: { n: 0, atMs: 0 },
  };
  const key = await dataKey(raw);
  raw.fill(0);
  await write(["vaults"], async (tx) => {
    const rows = await tx.store.getAll();
    if (rows.some((one) => isInUse(one, officer.id))) throw new VaultExists();
    await tx.store.add(row);
  });
  return new OpenVault(row.id, officer, key);
}

/**
 * Open an officer's vault.
 *
 * With the server's key at hand, what was sealed to a former one is sealed to it anew. Rejects with
 * `NoVault`, `WrongPin` or `MustWait`.
 */
export async function openVault(
  officerId: string,
  pin: string,
  serverKey?: ServerKey,
): Promise<Vault> {
  const { id, officer } = await inUse(officerId);
  const raw = await rawKey(id, officerId, pin);
  if (serverKey !== undefined) await renew(id, raw, serverKey);
  const key = await dataKey(raw);
  raw.fill(0);
  return new OpenVault(id, officer, key);
}

/** Put another PIN on a vault. Rejects as `openVault` does, and with `WeakPin`. */
export async function changePin(vault: Vault, oldPin: string, newPin: string): Promise<void> {
  requireGoodPin(newPin);
  const raw = await rawKey(vault.id, vault.officer.id, oldPin);
  const pin = await underPin(raw, newPin, vault.officer.id);
  raw.fill(0);
  await change(vault.id, (row) => ({ ...row, pin }));
}

/** Keep up with who the officer is: their name, squad or role changed on the server. */
export async function rememberOfficer(vault: Vault, officer: Officer): Promise<void> {
  if (officer.id !== vault.officer.id) throw new NoVault();
  await change(vault.id, (row) => ({ ...row, officer }));
}

/**
 * Let an officer who forgot the PIN begin anew. What is in the vault stays, and can only be saved
 * to a file (`exportLocked` with the vault's id), which the server opens.
 */
export async function setAside(officerId: string): Promise<void> {
  const { id } = await inUse(officerId);
  await change(id, (row) => ({ ...row, setAsideAt: new Date().toISOString() }));
}

async function inUse(officerId: string): Promise<VaultRow> {
  const rows = await (await database()).getAll("vaults");
  const found = rows.find((one) => isInUse(one, officerId));
  if (found === undefined) throw new NoVault();
  return found;
}

function isInUse(row: VaultRow, officerId: string): boolean {
  return row.officer.id === officerId && row.setAsideAt === null;
}

async function change(vaultId: string, to: (row: VaultRow) => VaultRow): Promise<void> {
  await write(["vaults"], async (tx) => {
    const row = await tx.store.get(vaultId);
    if (row === undefined) throw new NoVault();
    await tx.store.put(to(row));
  });
}

async function underPin(raw: Uint8Array<ArrayBuffer>, pin: string, officerId: string) {
  const salt = newSalt();
  const key = await seal(await pinKey(pin, salt, ROUNDS), raw, pinned(officerId));
  return { salt, rounds: ROUNDS, key };
}

async function rawKey(
  vaultId: string,
  officerId: string,
  pin: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const row = await countTry(vaultId, Date.now());
  const key = await pinKey(pin, row.pin.salt, row.pin.rounds);
  let raw: ArrayBuffer;
  try {
    raw = await unseal(key, row.pin.key, pinned(officerId));
  } catch {
    throw new WrongPin(Math.max(0, FREE_TRIES - row.wrong.n), waitAfter(row.wrong.n));
  }
  await forgetTries(vaultId);
  return new Uint8Array(raw);
}

function pinned(officerId: string): string {
  return `geo-patrol-vault-1|${officerId}`;
}

async function renew(
  vaultId: string,
  raw: Uint8Array<ArrayBuffer>,
  serverKey: ServerKey,
): Promise<void> {
  const row = await (await database()).get("vaults", vaultId);
  if (row === undefined || row.server.kid === serverKey.kid) return;
  const server = await sealToServer(raw, serverKey, row.officer.id);
  await change(vaultId, (now) => ({ ...now, server }));
}
