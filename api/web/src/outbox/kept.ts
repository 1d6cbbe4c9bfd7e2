/** Kept things, and the versions of records that this phone knows of: sealed, under names that are. */
import { database, type KeptRow, write } from "../vault/database.ts";
import type { Sealed, Vault } from "../vault/index.ts";
import type { KeptBytes } from "./types.ts";

/** The versions of a record. */
export interface Known {
  /** What the officer saw last, or wrote last. */
  tag: string;
  /** What the last item that was sent made, and which item that was. */
  sent: { seq: number; tag: string } | null;
}

type Key = [vault: string, name: string];

export class KeptThings {
  constructor(private readonly vault: Vault) {}

  async remember(name: string, value: unknown, bytes: KeptBytes = {}): Promise<void> {
    const parts = await Promise.all(
      Object.entries(bytes).map(async ([of, plain]) => ({
        key: await this.keyOf(bytesNamed(of)),
        box: plain === null ? null : await this.vault.sealBytes(plain),
      })),
    );
    const key = await this.keyOf(thingNamed(name));
    const box = await this.vault.seal(value);
    await write(["kept"], async (tx) => {
      for (const part of parts) {
        if (part.box === null) await tx.store.delete(part.key);
        else await tx.store.put(rowAfter(await tx.store.get(part.key), part.key, part.box));
      }
      await tx.store.put(rowAfter(await tx.store.get(key), key, box));
    });
  }

  async recall<T>(name: string): Promise<T | undefined> {
    const row = await this.rowOf(await this.keyOf(thingNamed(name)));
    return row === undefined ? undefined : this.vault.open<T>(row.box);
  }

  async recallBytes(name: string): Promise<ArrayBuffer | undefined> {
    const row = await this.rowOf(await this.keyOf(bytesNamed(name)));
    return row === undefined ? undefined : this.vault.openBytes(row.box);
  }

  async forget(names: readonly string[]): Promise<void> {
    const keys = await this.keysOf(names);
    await write(["kept"], async (tx) => {
      for (const key of keys) await tx.store.delete(key);
    });
  }

  /** Return where things and bytes of these names lie. */
  async keysOf(names: readonly string[]): Promise<Key[]> {
    const all = names.flatMap((name) => [thingNamed(name), bytesNamed(name)]);
    return Promise.all(all.map((name) => this.keyOf(name)));
  }

  /** Keep the version of a record that the officer sees. */
  async see(path: string, tag: string): Promise<void> {
    for (;;) {
      const { key, rev, value } = await this.known(path);
      const box = await this.vault.seal({ tag, sent: value?.sent ?? null } satisfies Known);
      const isKept = await write(["kept"], async (tx) => {
        const before = await tx.store.get(key);
        if ((before?.rev ?? 0) !== rev) return false;
        await tx.store.put(rowAfter(before, key, box));
        return true;
      });
      if (isKept) return;
    }
  }

  /** Keep the version that an item made. */
  async sent(path: string, seq: number, tag: string): Promise<void> {
    const known: Known = { tag, sent: { seq, tag } };
    await this.put(await this.keyOf(`version ${path}`), known);
  }

  /** Return what is known of a record, with the row's key and the count of its changes. */
  async known(path: string): Promise<{ key: Key; rev: number; value: Known | null }> {
    const key = await this.keyOf(`version ${path}`);
    const row = await this.rowOf(key);
    const value = row === undefined ? null : await this.vault.open<Known>(row.box);
    return { key, rev: row?.rev ?? 0, value };
  }

  private async put(key: Key, value: unknown): Promise<void> {
    const box = await this.vault.seal(value);
    await write(["kept"], async (tx) => {
      await tx.store.put(rowAfter(await tx.store.get(key), key, box));
    });
  }

  private async keyOf(name: string): Promise<Key> {
    return [this.vault.id, await this.vault.tag(name)];
  }

  private async rowOf(key: Key): Promise<KeptRow | undefined> {
    return (await database()).get("kept", key);
  }
}

function thingNamed(name: string): string {
  return `kept ${name}`;
}

function bytesNamed(name: string): string {
  return `bytes ${name}`;
}

function rowAfter(before: KeptRow | undefined, [vault, key]: Key, box: Sealed): KeptRow {
  return { vault, key, rev: (before?.rev ?? 0) + 1, box };
}
