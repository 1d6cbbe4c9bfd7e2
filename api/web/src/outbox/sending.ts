/** Sending what waits, one after the other; nothing is let go before the server has it. */
import { VaultLocked } from "../vault/index.ts";
import { type Asker, Later, NoAnswer, toldBy } from "./asking.ts";
import type { Item, WaitingFile } from "./boxes.ts";
import { NoSuchItem } from "./errors.ts";
import type { Keeping } from "./keeping.ts";
import { nextFile, nextItem } from "./order.ts";
import { Uploads } from "./uploading.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

const RECORD_MS = 60_000;
const SESSION_MS = 20_000;
/** After so many faults of the server, others would fare no better. */
const MOST_FAULTS = 3;

/** Why a run ended: `done` when nothing is left that could be sent now. */
export type End =
  | { why: "done" | "stopped" | "signed_out" | "other_officer" }
  | { why: "faults" | "offline"; afterMs: number };

export class Sender {
  readonly uploads: Uploads;
  /** Whether the last run got anything through. */
  gotThrough = false;

  constructor(
    private readonly keeping: Keeping,
    private readonly asker: Asker,
    private readonly now: () => number,
    /** Called after each step: something was sent, or became a conflict. */
    private readonly changed: (sent: boolean) => Promise<void>,
    private readonly isStopped: () => boolean,
  ) {
    this.uploads = new Uploads(keeping, asker, now);
  }

  /** Send until nothing is left, or something is in the way. */
  async run(): Promise<End> {
    this.keeping.forget();
    this.gotThrough = false;
    try {
      const stranger = await this.stranger();
      return stranger === null ? await this.sendAll() : { why: stranger };
    } catch (error) {
      if (error instanceof Later) return { why: "offline", afterMs: error.afterMs };
      if (error instanceof NoAnswer) return { why: "offline", afterMs: 0 };
      if (error instanceof VaultLocked) return { why: "stopped" };
      throw error;
    } finally {
      this.uploads.forget();
    }
  }

  /** Say why not to send: the session is nobody's, or another officer's. */
  private async stranger(): Promise<"signed_out" | "other_officer" | null> {
    const path = "/api/v1/session";
    const said = await this.asker.ask({ method: "GET", path, timeoutMs: SESSION_MS });
    if (said.status === 401 || said.status === 403) return "signed_out";
    if (said.status !== 200 || typeof said.json?.id !== "string") throw new NoAnswer();
    return said.json.id.toLowerCase() === this.keeping.vault.officer.id ? null : "other_officer";
  }

  private async sendAll(): Promise<End> {
    const skippedItems = new Set<number>();
    const skippedFiles = new Set<number>();
    while (skippedItems.size + skippedFiles.size < MOST_FAULTS) {
      if (this.isStopped()) return { why: "stopped" };
      const items = await this.keeping.items.all();
      const item = nextItem(items, skippedItems, this.now());
      // One stretch of a file at a time: a record that comes meanwhile goes first.
      const files = item === null ? await this.keeping.files.all() : [];
      const file = nextFile(files, items, skippedFiles, this.now());
      if (item === null && file === null) {
        const failed = skippedItems.size + skippedFiles.size > 0;
        return failed ? { why: "faults", afterMs: 0 } : { why: "done" };
      }
      const verdict = item !== null ? await this.send(item) : await this.upload(file);
      if (verdict === "signed_out") return { why: (await this.stranger()) ?? "signed_out" };
      if (verdict === "fault" && item !== null) skippedItems.add(item.seq);
      if (verdict === "fault" && file !== null) skippedFiles.add(file.seq);
      if (verdict === "taken" || verdict === "step") this.gotThrough = true;
      await this.changed(verdict === "taken");
    }
    return { why: "faults", afterMs: 0 };
  }

  private async upload(file: WaitingFile | null): Promise<Verdict> {
    return file === null ? "fault" : settled(this.uploads.step(file));
  }

  private async send(item: Item): Promise<Verdict> {
    const ifMatch = item.edits ? await this.baseOf(item) : null;
    const said = await this.asker.ask({
      method: "PUT",
      path: item.path,
      body: JSON.stringify(item.body),
      headers: {
        "Content-Type": "application/json",
        ...(ifMatch === null ? {} : { "If-Match": ifMatch }),
      },
      timeoutMs: RECORD_MS,
    });
    const verdict = verdictOf(said, item.id);
    if (verdict === "taken") {
      await this.keeping.acknowledged(item, said.etag === null ? null : tagAfter(ifMatch));
    } else if (verdict === "conflict" || verdict === "refused") {
      const told = toldBy(said, this.now());
      const change = { state: verdict, told, tries: item.tries + 1 };
      return settled(this.keeping.changeItem(item, change).then(() => verdict));
    }
    return verdict;
  }

  /** Return the version that an edit is based on: what the item before it made, if there was one. */
  private async baseOf(item: Item): Promise<string | null> {
    if (item.after === null) return item.base;
    const { value } = await this.keeping.kept.known(item.path);
    return value?.sent?.seq === item.after ? value.sent.tag : item.base;
  }
}

/** Take an item that another tab has changed meanwhile as it is then. */
async function settled(work: Promise<Verdict>): Promise<Verdict> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NoSuchItem) return "step";
    throw error;
  }
}

/**
 * Return the ETag of the version that an accepted write made, or had made before.
 *
 * Not that of the answer: to a repeat the server answers with the version in force, which may be a
 * leader's edit that this officer has not seen. An edit based on it would undo it.
 */
export function tagAfter(ifMatch: string | null): string {
  return ifMatch === null ? '"1"' : `"${Number(ifMatch.slice(1, -1)) + 1}"`;
}
