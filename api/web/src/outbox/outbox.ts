/** An officer's outbox, open: keeps first, sends when it can, and says how it stands. */
import { uuid7 } from "../base/ids.ts";
import type { Vault } from "../vault/index.ts";
import { VaultLocked } from "../vault/index.ts";
import { Asker, versionIn } from "./asking.ts";
import type { Item, WaitingFile } from "./boxes.ts";
import type { ServerClock } from "./clock.ts";
import { NoSuchItem, notSaved } from "./errors.ts";
import { exportLocked } from "./exporting.ts";
import { Keeping } from "./keeping.ts";
import { Schedule } from "./schedule.ts";
import { Sender } from "./sending.ts";
import { StatusBoard } from "./status_board.ts";
import type { Surroundings } from "./surroundings.ts";
import { Tracks } from "./tracks.ts";
import type {
  Fix,
  ItemKind,
  ItemView,
  KeptBytes,
  NewFile,
  NewItem,
  Outbox,
  Shown,
} from "./types.ts";

export class PhoneOutbox implements Outbox {
  private readonly keeping: Keeping;
  private readonly tracks: Tracks;
  private readonly board: StatusBoard;
  private readonly sender: Sender;
  private readonly schedule: Schedule;
  private readonly channel: { tell(): void; close(): void };

  constructor(
    private readonly vault: Vault,
    around: Surroundings,
    clock: ServerClock,
  ) {
    this.keeping = new Keeping(vault);
    this.tracks = new Tracks(vault);
    this.board = new StatusBoard(this.keeping, around, clock);
    const see = clock.see.bind(clock);
    const asker = new Asker(vault.officer.id, around.fetch, around.now, see);
    const isStopped = () => !this.schedule.isStarted || vault.isLocked;
    this.sender = new Sender(this.keeping, asker, around.now, (sent) => this.sent(sent), isStopped);
    this.schedule = new Schedule(this.sender, this.board, vault.officer.id, around);
    this.channel = around.channel(() => void this.heard());
  }

  get status() {
    return this.board.status;
  }

  /** Look up how it stood when the app was last open. */
  async lookUp(): Promise<void> {
    await this.board.recall();
    await this.refresh();
  }

  async add(item: NewItem, photos: NewFile[] = [], instead: readonly string[] = []): Promise<void> {
    await saved(this.keeping.add(item, photos, instead));
    await this.added();
  }

  async addFile(file: NewFile): Promise<void> {
    await saved(this.keeping.addFile(file));
    await this.added();
  }

  async list(): Promise<ItemView[]> {
    const [items, files] = await Promise.all([this.keeping.items.all(), this.keeping.files.all()]);
    const sent = (file: WaitingFile) => this.sender.uploads.sentBytes(file.seq);
    return [...items.map(viewOfItem), ...files.map((file) => viewOfFile(file, sent(file)))];
  }

  async resolve(id: string, how: "keep_server" | "send_as_edit"): Promise<void> {
    const item = await this.find(id, "conflict");
    if (item === undefined) {
      await this.resolveFile(id, how);
    } else if (how === "keep_server") {
      await this.keeping.givenUp(item);
    } else {
      await saved(this.keeping.changeItem(item, asEdit(item), null));
    }
    await this.added();
  }

  async amend(id: string, body: unknown, shown: Partial<Shown> = {}): Promise<void> {
    const item = await this.find(id, "refused");
    if (item === undefined) throw new NoSuchItem();
    await saved(this.keeping.changeItem(item, { ...shown, body, state: "waiting", told: null }));
    await this.added();
  }

  async giveUp(id: string): Promise<void> {
    if ((await this.find(id, "refused")) === undefined) throw new NoSuchItem();
    const items = await this.keeping.items.all();
    for (const item of items.filter((one) => one.id === id)) await this.keeping.givenUp(item);
    await this.added();
  }

  async retry(id?: string): Promise<void> {
    const again = { state: "waiting", told: null } as const;
    for (const item of await this.keeping.items.all()) {
      if (item.state === "refused" && (id === undefined || item.id === id)) {
        await this.keeping.changeItem(item, again).catch(unlessGone);
      }
    }
    for (const file of await this.keeping.files.all()) {
      const isMeant = id === undefined || file.recordId === id;
      if (file.state !== "waiting" && isMeant) {
        await this.keeping.changeFile(file, again).catch(unlessGone);
      }
    }
    await this.added();
  }

  async noteVersion(path: string, etag: string): Promise<void> {
    const version = versionIn(etag);
    if (version !== null) await this.keeping.kept.see(path, version);
  }

  poke(): void {
    this.schedule.now();
  }

  start(): void {
    this.schedule.start();
    void this.refresh();
  }

  stop(): void {
    this.schedule.stop();
    this.channel.close();
  }

  remember(key: string, value: unknown, bytes: KeptBytes = {}): Promise<void> {
    return saved(this.keeping.kept.remember(key, value, bytes));
  }

  recall<T>(key: string): Promise<T | undefined> {
    return this.keeping.kept.recall<T>(key);
  }

  recallBytes(key: string): Promise<ArrayBuffer | undefined> {
    return this.keeping.kept.recallBytes(key);
  }

  forget(keys: readonly string[]): Promise<void> {
    return saved(this.keeping.kept.forget(keys));
  }

  appendFixes(patrolId: string, fixes: Fix[]): Promise<void> {
    return saved(this.tracks.append(patrolId, fixes));
  }

  async cutTrack(patrolId: string, last: boolean): Promise<void> {
    if (!(await saved(this.tracks.cut(patrolId, last)))) return;
    this.keeping.items.forget();
    await this.added();
  }

  async exportFile(): Promise<Blob> {
    await this.tracks.cutAll();
    await this.heard();
    return exportLocked(this.vault.id);
  }

  /** Return the item of a record that is in a state: the first one, since others wait for it. */
  private async find(id: string, state: Item["state"]): Promise<Item | undefined> {
    const items = await this.keeping.items.all();
    return items.find((item) => item.id === id && item.state === state);
  }

  /** End the conflict of a record's file: the server has it already, with another remark. */
  private async resolveFile(recordId: string, how: "keep_server" | "send_as_edit"): Promise<void> {
    const files = await this.keeping.files.all();
    const file = files.find((one) => one.recordId === recordId && one.state === "conflict");
    if (file === undefined) throw new NoSuchItem();
    if (how === "keep_server") await this.keeping.fileArrived(file.seq);
    else await saved(this.keeping.changeFile(file, { state: "waiting", told: null }));
  }

  /** What is on the disk is saved: nothing that comes after may say otherwise. */
  private async added(): Promise<void> {
    this.tellOthers();
    await this.refresh();
    this.schedule.soon();
  }

  private async sent(isSent: boolean): Promise<void> {
    this.tellOthers();
    await this.board.refresh(isSent);
  }

  private tellOthers(): void {
    try {
      this.channel.tell();
    } catch {
      // Closed with the outbox: other tabs see it when they look.
    }
  }

  /** Another tab has changed something. */
  private async heard(): Promise<void> {
    this.keeping.forget();
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    await this.board.refresh(false).catch(() => {});
  }
}

/** Say that it is not on the disk, whatever the reason; that the vault is locked says enough. */
async function saved<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof VaultLocked || error instanceof NoSuchItem) throw error;
    throw notSaved(error);
  }
}

/** What the server takes no edits of, but for the word that it does not count. */
const KEPT_AS_IT_WAS: ReadonlySet<ItemKind> = new Set<ItemKind>([
  "track",
  "law_decision",
  "custody_event",
  "clock_event",
  "case_step",
  "roster_answer",
]);

/** Return what sends an item over the version that a person has seen. */
function asEdit(item: Item): Partial<Item> {
  const again = { state: "waiting", told: null } as const;
  if (item.edits || !KEPT_AS_IT_WAS.has(item.kind)) {
    return { ...again, edits: true, base: item.told?.etag ?? null };
  }
  // What was measured or done is not edited: this one stands beside the one there is.
  const id = uuid7();
  return { ...again, id, path: item.path.replace(/[^/]+$/, id) };
}

function unlessGone(error: unknown): void {
  if (!(error instanceof NoSuchItem)) throw error;
}

function viewOfItem({ seq, rev: _, base: __, after: ___, tries: ____, ...item }: Item): ItemView {
  return { ...item, key: `item ${seq}`, bytes: 0, sentBytes: 0 };
}

function viewOfFile(file: WaitingFile, sentBytes: number): ItemView {
  return {
    key: `file ${file.seq}`,
    id: file.recordId,
    kind: "file",
    path: `/api/v1/evidence/${file.sha256}`,
    label: file.note,
    at: file.at,
    lon: file.lon,
    lat: file.lat,
    edits: false,
    state: file.state,
    told: file.told,
    body: null,
    bytes: file.bytes,
    sentBytes,
  };
}
