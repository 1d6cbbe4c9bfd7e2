/** Items and files in the database: sealed before a transaction, written in one. */
import { type BytesRow, database, type FileRow, write } from "../vault/database.ts";
import type { Sealed, Vault } from "../vault/index.ts";
import { boxOfNew, type FileBox, type Item, type ItemBox, type WaitingFile } from "./boxes.ts";
import { NoSuchItem } from "./errors.ts";
import { KeptThings } from "./kept.ts";
import { Shelf } from "./shelf.ts";
import type { NewFile, NewItem } from "./types.ts";

export class Keeping {
  readonly items = new Shelf<Item>((known) => this.readItems(known));
  readonly files = new Shelf<WaitingFile>((known) => this.readFiles(known));
  readonly kept: KeptThings;

  constructor(readonly vault: Vault) {
    this.kept = new KeptThings(vault);
  }

  /** Look into the database again: another tab may have changed something. */
  forget(): void {
    this.items.forget();
    this.files.forget();
  }

  async bytesOf(file: WaitingFile): Promise<ArrayBuffer> {
    const row = await (await database()).get("bytes", file.seq);
    if (row === undefined) throw new NoSuchItem();
    return this.vault.openBytes(row.box);
  }

  /** Keep an item with its files, and delete the kept things that it makes needless: all or none. */
  async add(item: NewItem, files: NewFile[], instead: readonly string[]): Promise<void> {
    const path = await this.vault.tag(item.path);
    const needless = await this.kept.keysOf(instead);
    const sealed = await Promise.all(files.map((file) => this.sealedFile(file)));
    for (;;) {
      const known = await this.kept.known(item.path);
      const plain = boxOfNew(item, known.value?.tag ?? null);
      const box = await this.vault.seal(plain);
      const added = await write(["items", "files", "bytes", "kept"], async (tx) => {
        // Sent meanwhile: the edit is based on what that made.
        const latest = await tx.objectStore("kept").get(known.key);
        if ((latest?.rev ?? 0) !== known.rev) return null;
        const before = await tx
          .objectStore("items")
          .index("path")
          .getAllKeys([this.vault.id, path]);
        const after = before[before.length - 1] ?? null;
        const row = { vault: this.vault.id, rev: 1, path, after, box };
        const seq = await tx.objectStore("items").add(row);
        for (const key of needless) await tx.objectStore("kept").delete(key);
        const found: WaitingFile[] = [];
        for (const one of sealed) {
          found.push(await putFile(tx.objectStore("files"), tx.objectStore("bytes"), one));
        }
        return { item: { ...plain, seq, rev: 1, after }, found };
      });
      if (added === null) continue;
      this.items.put(added.item);
      for (const one of added.found) this.files.put(one);
      return;
    }
  }

  async addFile(file: NewFile): Promise<void> {
    const sealed = await this.sealedFile(file);
    const found = await write(["files", "bytes"], (tx) =>
      putFile(tx.objectStore("files"), tx.objectStore("bytes"), sealed),
    );
    this.files.put(found);
  }

  /** Change an item that is still as it was read. */
  async changeItem(item: Item, change: Partial<ItemBox>, after = item.after): Promise<void> {
    const { seq, rev, after: _, ...box } = item;
    const changed = { ...box, ...change };
    const sealed = await this.vault.seal(changed);
    const path = await this.vault.tag(changed.path);
    await write(["items"], async (tx) => {
      const row = await tx.store.get(seq);
      if (row === undefined || row.rev !== rev) throw new NoSuchItem();
      await tx.store.put({ ...row, rev: rev + 1, path, after, box: sealed });
    }).catch((error) => this.lookAgain(error));
    this.items.put({ ...changed, seq, rev: rev + 1, after });
  }

  async changeFile(file: WaitingFile, change: Partial<FileBox>): Promise<void> {
    const { seq, rev, bytes, ...box } = file;
    const changed = { ...box, ...change };
    const sealed = await this.vault.seal(changed);
    await write(["files"], async (tx) => {
      const row = await tx.store.get(seq);
      if (row === undefined || row.rev !== rev) throw new NoSuchItem();
      await tx.store.put({ ...row, rev: rev + 1, box: sealed });
    }).catch((error) => this.lookAgain(error));
    this.files.put({ ...changed, seq, rev: rev + 1, bytes });
  }

  /**
   * Keep the version that an item made, and delete it: the server has it.
   *
   * One that was changed while it was sent stays: the server has not seen what it says now.
   */
  async acknowledged(item: Item, made: string | null): Promise<void> {
    try {
      if (made !== null) await this.kept.sent(item.path, item.seq, made);
    } catch (error) {
      // Deleting needs no room, and makes some. Without the version the next edit may have to be
      // confirmed; it is not lost.
      if (!(error instanceof DOMException && error.name === "QuotaExceededError")) throw error;
    }
    const isGone = await write(["items"], async (tx) => {
      const row = await tx.store.get(item.seq);
      if (row === undefined) return true;
      if (row.rev === item.rev) await tx.store.delete(item.seq);
      return row.rev === item.rev;
    });
    if (isGone) this.items.drop(item.seq);
    else this.items.forget();
  }

  /** Delete an item whose record a person wants as the server has it. */
  async givenUp(item: Item): Promise<void> {
    await write(["items"], async (tx) => {
      const row = await tx.store.get(item.seq);
      if (row === undefined || row.rev !== item.rev) throw new NoSuchItem();
      await tx.store.delete(item.seq);
    }).catch((error) => this.lookAgain(error));
    this.items.drop(item.seq);
  }

  async fileArrived(seq: number): Promise<void> {
    await write(["files", "bytes"], async (tx) => {
      await tx.objectStore("files").delete(seq);
      await tx.objectStore("bytes").delete(seq);
    });
    this.files.drop(seq);
  }

  /** Read anew what was not as this tab knew it. */
  private lookAgain(error: unknown): never {
    this.forget();
    throw error;
  }

  private async readItems(known: ReadonlyMap<number, Item>): Promise<Item[]> {
    const rows = await (await database()).getAllFromIndex("items", "vault", this.vault.id);
    return Promise.all(
      rows.map(async ({ seq = 0, rev, after, box }) => {
        const former = known.get(seq);
        if (former?.rev === rev) return former;
        return { ...(await this.vault.open<ItemBox>(box)), seq, rev, after };
      }),
    );
  }

  private async readFiles(known: ReadonlyMap<number, WaitingFile>): Promise<WaitingFile[]> {
    const rows = await (await database()).getAllFromIndex("files", "vault", this.vault.id);
    return Promise.all(
      rows.map(async ({ seq = 0, rev, bytes, box }) => {
        const former = known.get(seq);
        if (former?.rev === rev) return former;
        return { ...(await this.vault.open<FileBox>(box)), seq, rev, bytes };
      }),
    );
  }

  private async sealedFile(file: NewFile): Promise<SealedFile> {
    const { blob, lon = null, lat = null, ...rest } = file;
    const waiting = { state: "waiting", told: null, tries: 0 } as const;
    const box: FileBox = { ...rest, lon, lat, ...waiting };
    const plain = await blob.arrayBuffer();
    return {
      box,
      row: {
        vault: this.vault.id,
        rev: 1,
        bytes: plain.byteLength,
        box: await this.vault.seal(box),
      },
      content: await this.vault.sealBytes(plain),
    };
  }
}

interface SealedFile {
  box: FileBox;
  row: FileRow;
  content: Sealed;
}

interface Put<Row> {
  add(row: Row): Promise<number>;
}

/** Put a file in a transaction over these stores, among others. */
async function putFile(
  files: Put<FileRow>,
  bytes: Put<BytesRow>,
  { box, row, content }: SealedFile,
): Promise<WaitingFile> {
  const seq = await files.add(row);
  await bytes.add({ seq, vault: row.vault, box: content });
  return { ...box, seq, rev: row.rev, bytes: row.bytes };
}
