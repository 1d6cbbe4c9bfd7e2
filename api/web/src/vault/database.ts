/**
 * The database of the phone: one for all officers, what belongs to one sealed with their key.
 *
 * In the clear stand whose vaults there are, how many rows each has, their sizes and order. Every
 * write asks for strict durability: it is done when it has reached the disk.
 */
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from "idb";
import type { Sealed, SealedToServer } from "./crypto.ts";
import type { Officer } from "./officers.ts";

export const NAME = "geo-patrol-officer";
const VERSION = 1;

export interface VaultRow {
  id: string;
  officer: Officer;
  createdAt: string;
  /** When the officer began anew because the PIN was forgotten; what is in it waits for a file. */
  setAsideAt: string | null;
  pin: { salt: Uint8Array<ArrayBuffer>; rounds: number; key: Sealed };
  server: SealedToServer;
  wrong: { n: number; atMs: number };
}

/** `rev` counts changes: who changes a row first looks whether it is still the one they read. */
export interface ItemRow {
  seq?: number;
  vault: string;
  rev: number;
  /** Says which rows are of the same record, and not which record that is. */
  path: string;
  /** The row that an edit follows, if it waited when the edit was made. */
  after: number | null;
  box: Sealed;
}

export interface FileRow {
  seq?: number;
  vault: string;
  rev: number;
  bytes: number;
  box: Sealed;
}

export interface BytesRow {
  seq: number;
  vault: string;
  box: Sealed;
}

export interface FixesRow {
  seq?: number;
  vault: string;
  patrol: string;
  box: Sealed;
}

export interface KeptRow {
  vault: string;
  key: string;
  rev: number;
  box: Sealed;
}

export interface Schema extends DBSchema {
  vaults: { key: string; value: VaultRow };
  items: { key: number; value: ItemRow; indexes: { vault: string; path: [string, string] } };
  files: { key: number; value: FileRow; indexes: { vault: string } };
  bytes: { key: number; value: BytesRow; indexes: { vault: string } };
  fixes: { key: number; value: FixesRow; indexes: { vault: string; patrol: [string, string] } };
  kept: { key: [string, string]; value: KeptRow };
  device: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Schema>;
type Store = StoreNames<Schema>;
export type Writing<Stores extends [Store, ...Store[]]> = IDBPTransaction<
  Schema,
  Stores,
  "readwrite"
>;

let opened: Promise<Database> | null = null;

export function database(): Promise<Database> {
  opened ??= open();
  return opened;
}

function open(): Promise<Database> {
  const opening = openDB<Schema>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore("vaults", { keyPath: "id" });
      const items = db.createObjectStore("items", { keyPath: "seq", autoIncrement: true });
      items.createIndex("vault", "vault");
      items.createIndex("path", ["vault", "path"]);
      const files = db.createObjectStore("files", { keyPath: "seq", autoIncrement: true });
      files.createIndex("vault", "vault");
      const bytes = db.createObjectStore("bytes", { keyPath: "seq" });
      bytes.createIndex("vault", "vault");
      const fixes = db.createObjectStore("fixes", { keyPath: "seq", autoIncrement: true });
      fixes.createIndex("vault", "vault");
      fixes.createIndex("patrol", ["vault", "patrol"]);
      db.createObjectStore("kept", { keyPath: ["vault", "key"] });
      db.createObjectStore("device");
    },
    // A newer version of the app, in another tab, must not wait for this one.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => {
      opened = null;
    },
  });
  opening.catch(() => {
    opened = null;
  });
  return opening;
}

/** Let go of the database; the next use opens it again. */
export async function closeDatabase(): Promise<void> {
  const closing = opened;
  opened = null;
  await closing?.then((db) => db.close()).catch(() => {});
}

/**
 * Write in one transaction, and return when it is on the disk.
 *
 * `work` may wait for nothing but the transaction's own requests. When it throws, or a request
 * fails, nothing of it is kept.
 */
export async function write<Stores extends [Store, ...Store[]], Result>(
  stores: Stores,
  work: (tx: Writing<Stores>) => Promise<Result>,
): Promise<Result> {
  const db = await database();
  const tx = db.transaction(stores, "readwrite", { durability: "strict" });
  const done = tx.done;
  done.catch(() => {});
  let result: Result;
  try {
    result = await work(tx);
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // It has failed by itself already.
    }
    await done.catch(() => {});
    throw tx.error ?? error;
  }
  await done;
  return result;
}
