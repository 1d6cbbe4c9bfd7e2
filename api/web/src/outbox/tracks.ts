/** Fixes as they come, and tracks made of them: a crash loses none, and a cut repeats one. */
import { uuid7 } from "../base/ids.ts";
import { database, type FixesRow, write } from "../vault/database.ts";
import type { Vault } from "../vault/index.ts";
import { boxOfNew } from "./boxes.ts";
import { deviceName } from "./device.ts";
import type { Fix, NewItem } from "./types.ts";

/** What is sealed of some fixes; the server reads it from files (geo_patrol/outbox/). */
interface FixesBox {
  form: "fixes";
  patrolId: string;
  /** Of the track that they will be of: known from the first fix on, whoever makes it. */
  trackId: string;
  device: string;
  /** It repeats the end of the piece before, so that no segment is lost between the two. */
  carried: boolean;
  fixes: Fix[];
}

export class Tracks {
  /** One after the other: a piece's id is made once. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly vault: Vault) {}

  append(patrolId: string, fixes: Fix[]): Promise<void> {
    return this.inTurn(() => this.appendNow(patrolId, fixes));
  }

  /** Make a track of what there is; returns whether there was anything new. */
  cut(patrolId: string, last: boolean): Promise<boolean> {
    return this.inTurn(() => this.cutNow(patrolId, last));
  }

  /** Cut every track that goes on; they go on. */
  async cutAll(): Promise<void> {
    const rows = await (await database()).getAllFromIndex("fixes", "vault", this.vault.id);
    const boxes = await Promise.all(rows.map((row) => this.vault.open<FixesBox>(row.box)));
    for (const patrolId of new Set(boxes.map((box) => box.patrolId)))
      await this.cut(patrolId, false);
  }

  private async appendNow(patrolId: string, fixes: Fix[]): Promise<void> {
    if (fixes.length === 0) return;
    const patrol = await this.vault.tag(`fixes ${patrolId}`);
    for (;;) {
      const { keys, boxes } = await this.read(patrol);
      const box = await this.vault.seal({
        form: "fixes",
        patrolId,
        trackId: boxes[0]?.trackId ?? uuid7(),
        device: boxes[0]?.device ?? (await deviceName()),
        carried: false,
        fixes,
      } satisfies FixesBox);
      const isKept = await write(["fixes"], async (tx) => {
        // Cut in another tab meanwhile: these belong to the next piece.
        const first = await tx.store.index("patrol").getKey([this.vault.id, patrol]);
        if (first !== keys[0]) return false;
        await tx.store.add({ vault: this.vault.id, patrol, box });
        return true;
      });
      if (isKept) return;
    }
  }

  private async cutNow(patrolId: string, last: boolean): Promise<boolean> {
    const patrol = await this.vault.tag(`fixes ${patrolId}`);
    for (;;) {
      const { keys, boxes } = await this.read(patrol);
      const first = boxes[0];
      if (first === undefined) return false;
      const isNew = boxes.some((box) => !box.carried);
      if (!isNew && !last) return false;
      const fixes = inOrder(boxes.flatMap((box) => box.fixes));
      const carried = last ? [] : fixes.slice(-1);
      const track = isNew ? await this.sealedTrack(first, fixes) : null;
      const rest = await Promise.all(carried.map((fix) => this.sealedRest(first, fix, patrol)));
      const isCut = await write(["items", "fixes"], async (tx) => {
        const store = tx.objectStore("fixes");
        const there = await store.index("patrol").getAllKeys([this.vault.id, patrol]);
        if (there.join() !== keys.join()) return false;
        if (track !== null) await tx.objectStore("items").add(track);
        for (const key of keys) await store.delete(key);
        for (const row of rest) await store.add(row);
        return true;
      });
      if (isCut) return isNew;
    }
  }

  private async read(patrol: string): Promise<{ keys: number[]; boxes: FixesBox[] }> {
    const db = await database();
    const rows = await db.getAllFromIndex("fixes", "patrol", [this.vault.id, patrol]);
    return {
      keys: rows.map((row) => row.seq ?? 0),
      boxes: await Promise.all(rows.map((row) => this.vault.open<FixesBox>(row.box))),
    };
  }

  private async sealedTrack({ patrolId, trackId, device }: FixesBox, fixes: Fix[]) {
    const item: NewItem = {
      id: trackId,
      kind: "track",
      path: `/api/v1/patrols/${patrolId}/tracks/${trackId}`,
      body: {
        device,
        t: fixes.map((fix) => Date.parse(fix.at)),
        lon: fixes.map((fix) => fix.lon),
        lat: fixes.map((fix) => fix.lat),
        accuracy_m: fixes.map((fix) => fix.accuracyM),
      },
      label: "",
      at: fixes[fixes.length - 1]?.at ?? "",
    };
    return {
      vault: this.vault.id,
      rev: 1,
      path: await this.vault.tag(item.path),
      after: null,
      box: await this.vault.seal(boxOfNew(item, null)),
    };
  }

  private async sealedRest(before: FixesBox, fix: Fix, patrol: string): Promise<FixesRow> {
    const box: FixesBox = { ...before, trackId: uuid7(), carried: true, fixes: [fix] };
    return { vault: this.vault.id, patrol, box: await this.vault.seal(box) };
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => {});
    return done;
  }
}

/** Return fixes in the order of time, one for each moment. */
function inOrder(fixes: Fix[]): Fix[] {
  const at = new Map(fixes.map((fix) => [Date.parse(fix.at), fix]));
  return [...at].sort(([one], [other]) => one - other).map(([, fix]) => fix);
}
