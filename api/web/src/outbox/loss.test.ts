/** Whatever breaks: what was said to be saved arrives, once, and the queue ends empty. */
import { expect, it } from "vitest";
import { FakeServer, type Fault } from "../../test/outbox/fake_server.ts";
import { luckOf } from "../../test/outbox/luck.ts";
import {
  anIncident,
  aPatrol,
  aPhoto,
  aVault,
  Phone,
  started,
  untilSent,
} from "../../test/outbox/phone.ts";
import type { Vault } from "../vault/index.ts";
import { type NewFile, type NewItem, NotSaved, openOutbox } from "./index.ts";

const FAULTS: Fault[] = ["lost_before", "lost_after", "portal", 500, 503, 429, 401];

interface Deed {
  item: NewItem;
  photos: NewFile[];
}

/** A patrol that is edited at its end, incidents on it, some edited, some with photos. */
async function aShift(luck: () => number): Promise<Deed[]> {
  const patrol = aPatrol();
  const deeds: Deed[] = [{ item: patrol, photos: [] }];
  for (let n = 0; n < 6; n++) {
    const body = { category: "angling", patrol_id: patrol.id, n };
    const item = anIncident({ body });
    deeds.push({ item, photos: luck() < 0.4 ? [await aPhoto(item.id, 300_000)] : [] });
    if (luck() < 0.4) {
      deeds.push({ item: { ...item, body: { ...body, people: n }, edits: true }, photos: [] });
    }
  }
  const end = { mode: "boat", end: "2026-08-15T03:00:00Z" };
  deeds.push({ item: { ...patrol, body: end, edits: true }, photos: [] });
  return deeds;
}

function requireAllOnce(server: FakeServer, deeds: Deed[]): void {
  const paths = new Set(deeds.map(({ item }) => item.path));
  expect(new Set(server.records.keys())).toEqual(paths);
  for (const path of paths) {
    const bodies = deeds.filter(({ item }) => item.path === path).map(({ item }) => item.body);
    expect(server.records.get(path)).toEqual(bodies);
  }
  const digests = deeds.flatMap(({ photos }) => photos.map((photo) => photo.sha256));
  expect(new Set(server.evidence.keys())).toEqual(new Set(digests));
}

it.each(Array.from({ length: 25 }, (_, n) => n + 1))(
  "brings everything in once over a line that breaks at random (seed %i)",
  async (seed) => {
    const luck = luckOf(seed);
    const vault = await aVault();
    const server = new FakeServer(vault.officer.id);
    const phone = new Phone(server);
    const share = 0.2 + 0.4 * luck();
    server.fault = () =>
      luck() < share ? (FAULTS[Math.floor(luck() * FAULTS.length)] ?? null) : null;
    let outbox = await started(phone, vault);
    const deeds = await aShift(luck);
    for (const { item, photos } of deeds) {
      await outbox.add(item, photos);
      if (luck() < 0.2) {
        outbox.stop();
        outbox = await started(phone, vault);
      }
      if (luck() < 0.3) phone.ring();
    }
    await untilSent(outbox, phone);
    expect(outbox.status.value).toMatchObject({ conflicts: 0, refused: 0 });
    requireAllOnce(server, deeds);
  },
);

/** Stands for a process that can be killed: after `left` more steps nothing of it goes on. */
class Life {
  isDead = false;
  constructor(private left: number) {}

  /** Take a step: to the disk, to the server, or back from it. */
  step(): void {
    if (this.left-- <= 0) this.isDead = true;
  }
}

/** Have each write to the disk be a step, which fails once the process is dead. */
async function living<T>(life: Life, work: () => Promise<T>): Promise<T> {
  const original = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
    if (args[1] === "readwrite") {
      life.step();
      if (life.isDead) throw new DOMException("the process is gone", "AbortError");
    }
    return original.apply(this, args);
  } as typeof original;
  try {
    return await work();
  } finally {
    IDBDatabase.prototype.transaction = original;
  }
}

/** Do a shift's work in a process that is killed at a step; return what it said was saved. */
async function killedAt(
  step: number,
  vault: Vault,
  server: FakeServer,
  deeds: Deed[],
): Promise<Deed[]> {
  const life = new Life(step);
  const phone = new Phone(server);
  const never = new Promise<never>(() => {});
  const fetch: typeof server.fetch = async (path, init) => {
    life.step();
    if (life.isDead) return never;
    const answer = await server.fetch(path, init);
    life.step();
    return life.isDead ? never : answer;
  };
  const saved: Deed[] = [];
  return living(life, async () => {
    const outbox = await started(phone, vault, { fetch });
    for (const deed of deeds) {
      try {
        await outbox.add(deed.item, deed.photos);
        saved.push(deed);
      } catch (error) {
        expect(error).toBeInstanceOf(NotSaved);
        break;
      }
    }
    while (!life.isDead && outbox.status.value.waiting + outbox.status.value.filesWaiting > 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    outbox.stop();
    return saved;
  });
}

it.each(Array.from({ length: 40 }, (_, n) => n))(
  "loses nothing that it said was saved when it is killed at step %i",
  async (step) => {
    const vault = await aVault();
    const server = new FakeServer(vault.officer.id);
    const patrol = aPatrol();
    const item = anIncident({ body: { category: "angling", patrol_id: patrol.id } });
    const deeds: Deed[] = [
      { item: patrol, photos: [] },
      { item, photos: [await aPhoto(item.id, 300_000)] },
      {
        item: { ...item, body: { category: "netting", patrol_id: patrol.id }, edits: true },
        photos: [],
      },
      { item: anIncident(), photos: [] },
    ];
    const saved = await killedAt(step, vault, server, deeds);
    const phone = new Phone(server);
    const outbox = await started(phone, vault);
    await untilSent(outbox, phone);
    expect(outbox.status.value).toMatchObject({ conflicts: 0, refused: 0 });
    requireAllOnce(server, saved);
  },
);

it("keeps a record with all of its photos or not at all, wherever the disk fails", async () => {
  const vault = await aVault();
  const phone = new Phone(new FakeServer(vault.officer.id));
  const original = IDBObjectStore.prototype.add;
  for (let fails = 0; fails < 6; fails++) {
    const outbox = await openOutbox(vault, phone.tab());
    const item = anIncident();
    const photos = [await aPhoto(item.id, 100), await aPhoto(item.id, 100)];
    let writes = 0;
    IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args) {
      if (writes++ === fails) throw new DOMException("disk", "UnknownError");
      return original.apply(this, args);
    };
    const isSaved = await outbox.add(item, photos).then(
      () => true,
      () => false,
    );
    IDBObjectStore.prototype.add = original;
    const ofIt = (await outbox.list()).filter((one) => one.id === item.id);
    expect(ofIt).toHaveLength(isSaved ? 3 : 0);
    expect(isSaved).toBe(fails >= 5);
  }
});
