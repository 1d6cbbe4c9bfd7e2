import { beforeEach, describe, expect, it } from "vitest";
import { FakeServer } from "../../test/outbox/fake_server.ts";
import { anIncident, aPhoto, aVault, Phone, started, untilSent } from "../../test/outbox/phone.ts";
import { uuid7 } from "../base/ids.ts";
import type { Vault } from "../vault/index.ts";
import { NotSaved, openOutbox } from "./index.ts";

let vault: Vault;
let server: FakeServer;
let phone: Phone;

beforeEach(async () => {
  vault = await aVault();
  server = new FakeServer(vault.officer.id);
  phone = new Phone(server);
});

describe("keeping", () => {
  it("keeps what was added for who opens the outbox later", async () => {
    const item = anIncident();
    await (await openOutbox(vault, phone.tab())).add(item);
    const [found] = await (await openOutbox(vault, phone.tab())).list();
    expect(found).toMatchObject({ id: item.id, body: item.body, state: "waiting" });
  });

  it("asks for strict durability in every write", async () => {
    const asked: unknown[] = [];
    const original = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
      if (args[1] === "readwrite") asked.push(args[2]?.durability);
      return original.apply(this, args);
    } as typeof original;
    try {
      const outbox = await started(phone, vault);
      const item = anIncident();
      await outbox.add(item, [await aPhoto(item.id, 100)]);
      await outbox.remember("draft", { category: "angling" });
      await outbox.appendFixes(uuid7(), [{ at: item.at, lon: 120, lat: 29, accuracyM: 5 }]);
      await untilSent(outbox, phone);
    } finally {
      IDBDatabase.prototype.transaction = original;
    }
    expect(new Set(asked)).toEqual(new Set(["strict"]));
  });

  it("is not resolved before the transaction is complete", async () => {
    const order: string[] = [];
    const original = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
      const tx = original.apply(this, args);
      if (args[1] === "readwrite") tx.addEventListener("complete", () => order.push("complete"));
      return tx;
    } as typeof original;
    try {
      const outbox = await openOutbox(vault, phone.tab());
      await outbox.add(anIncident()).then(() => order.push("resolved"));
    } finally {
      IDBDatabase.prototype.transaction = original;
    }
    expect(order.slice(0, 2)).toEqual(["complete", "resolved"]);
  });

  it.each(["items", "files", "bytes"])(
    "says so when %s find no room, and keeps none of it",
    async (store) => {
      const outbox = await openOutbox(vault, phone.tab());
      const original = IDBObjectStore.prototype.add;
      IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args) {
        if (this.name === store) throw new DOMException("full", "QuotaExceededError");
        return original.apply(this, args);
      };
      const item = anIncident();
      try {
        const failure = await outbox
          .add(item, [await aPhoto(item.id, 100)])
          .catch((error) => error);
        expect(failure).toBeInstanceOf(NotSaved);
        expect(failure.full).toBe(true);
      } finally {
        IDBObjectStore.prototype.add = original;
      }
      expect(await outbox.list()).toEqual([]);
      await outbox.add(item);
      expect(await outbox.list()).toHaveLength(1);
    },
  );

  it("keeps nothing readable in the database but counts, sizes and order", async () => {
    const outbox = await openOutbox(vault, phone.tab());
    const item = anIncident({ body: { narrative: "岭根村岸段" }, label: "岭根村" });
    await outbox.add(item, [await aPhoto(item.id, 100)]);
    await outbox.remember("my shift", { name: "岭根村" });
    await outbox.appendFixes(item.id, [{ at: item.at, lon: 120.123456, lat: 29, accuracyM: 5 }]);
    const { database } = await import("../vault/database.ts");
    const db = await database();
    for (const store of ["items", "files", "bytes", "fixes", "kept"] as const) {
      const rows = (await db.getAll(store)).filter((row) => row.vault === vault.id);
      expect(rows.length).toBeGreaterThan(0);
      for (const { box, ...clear } of rows) {
        const said = JSON.stringify(clear) + new TextDecoder("latin1").decode(box.data);
        for (const secret of [item.id, "岭根", "incident", "120.123456", "my shift"]) {
          expect(said).not.toContain(secret);
        }
      }
    }
  });

  it("says that it is saved when only the word to other tabs, or the count of room, fails", async () => {
    const tell = () => {
      throw new DOMException("closed", "InvalidStateError");
    };
    const storage = () => Promise.reject(new Error("not now"));
    const change = { channel: () => ({ tell, close: () => {} }), storage };
    const outbox = await openOutbox(vault, phone.tab(change));
    await outbox.add(anIncident());
    expect(outbox.status.value.waiting).toBe(1);
  });

  it("gives another officer nothing of it", async () => {
    await (await openOutbox(vault, phone.tab())).add(anIncident());
    const other = await openOutbox(await aVault(), phone.tab());
    expect(await other.list()).toEqual([]);
    expect(other.status.value.waiting).toBe(0);
  });
});

describe("status", () => {
  it("shows how far this clock is off by the server's", async () => {
    server.aheadMs = 86_400_000;
    const outbox = await started(phone, vault);
    await outbox.add(anIncident());
    await untilSent(outbox, phone);
    const offset = outbox.status.value.clockOffsetMs ?? 0;
    expect(Math.abs(offset - 86_400_000)).toBeLessThan(5000);
    const again = await openOutbox(vault, phone.tab());
    expect(again.status.value.clockOffsetMs).toBe(offset);
    expect(Date.parse(outbox.status.value.lastSentAt ?? "") - phone.nowMs).toBe(offset);
  });

  it("says early that the phone runs short of room", async () => {
    const outbox = await openOutbox(vault, phone.tab());
    phone.storage = { used: 95, quota: 100, persisted: false };
    await outbox.add(anIncident());
    expect(outbox.status.value.state).toBe("storage_low");
    expect(outbox.status.value.storage).toEqual(phone.storage);
  });

  it("knows when something was last sent after the app was closed", async () => {
    const outbox = await started(phone, vault);
    await outbox.add(anIncident());
    await untilSent(outbox, phone);
    const again = await openOutbox(vault, phone.tab());
    expect(again.status.value.lastSentAt).toBe(outbox.status.value.lastSentAt);
  });
});

describe("kept things", () => {
  it("remembers and recalls, and tells nothing to another vault", async () => {
    const outbox = await openOutbox(vault, phone.tab());
    await outbox.remember("my shift", { area: "changzhao" });
    await outbox.remember("my shift", { area: "qincun" });
    expect(await outbox.recall("my shift")).toEqual({ area: "qincun" });
    expect(await outbox.recall("another")).toBeUndefined();
    const other = await openOutbox(await aVault(), phone.tab());
    expect(await other.recall("my shift")).toBeUndefined();
  });
});
