import { beforeEach, describe, expect, it } from "vitest";
import { FakeServer } from "../../test/outbox/fake_server.ts";
import {
  anIncident,
  anOfficer,
  aPatrol,
  aPhoto,
  aVault,
  Phone,
  started,
  until,
  untilSent,
  untilTried,
} from "../../test/outbox/phone.ts";
import { uuid7 } from "../base/ids.ts";
import type { Vault } from "../vault/index.ts";
import { openOutbox } from "./index.ts";

let vault: Vault;
let server: FakeServer;
let phone: Phone;

beforeEach(async () => {
  vault = await aVault();
  server = new FakeServer(vault.officer.id);
  phone = new Phone(server);
});

describe("sending", () => {
  it("sends records in order, then files, and deletes them when they are taken", async () => {
    const outbox = await openOutbox(vault, phone.tab());
    const items = [anIncident(), aPatrol(), anIncident()];
    const photo = await aPhoto(items[0]?.id ?? "");
    for (const item of items) await outbox.add(item, item === items[0] ? [photo] : []);
    outbox.start();
    await untilSent(outbox, phone);
    const puts = server.log
      .filter((line) => line.startsWith("PUT"))
      .map((line) => line.split(/[ ?]/)[1]);
    expect(puts.slice(0, 3)).toEqual(items.map((item) => item.path));
    expect(new Set(puts.slice(3))).toEqual(new Set([`/api/v1/evidence/${photo.sha256}`]));
    expect(server.evidence.get(photo.sha256)).toHaveLength(600_000);
    expect(await outbox.list()).toEqual([]);
    expect(outbox.status.value).toMatchObject({
      waiting: 0,
      filesWaiting: 0,
      bytes: 0,
      state: "idle",
    });
    expect(outbox.status.value.lastSentAt).not.toBeNull();
  });

  it("says who sends with every write", async () => {
    const outbox = await started(phone, vault);
    await outbox.add(anIncident());
    await untilSent(outbox, phone);
    expect(new Set(server.authors)).toEqual(new Set([vault.officer.id]));
  });

  it("keeps everything while nobody is signed in, and sends it after", async () => {
    server.officer = null;
    const outbox = await started(phone, vault);
    await outbox.add(anIncident());
    await until(() => outbox.status.value.state === "signed_out");
    expect(outbox.status.value.waiting).toBe(1);
    server.officer = vault.officer.id;
    outbox.poke();
    await untilSent(outbox, phone);
    expect(server.records.size).toBe(1);
  });

  it("sends nothing in another officer's session", async () => {
    server.officer = anOfficer().id;
    const outbox = await started(phone, vault);
    await outbox.add(anIncident());
    await until(() => outbox.status.value.state === "other_officer");
    expect(server.records.size).toBe(0);
    expect(outbox.status.value.waiting).toBe(1);
  });

  it("stops when another officer signs in between two records", async () => {
    const outbox = await openOutbox(vault, phone.tab());
    for (let n = 0; n < 3; n++) await outbox.add(anIncident());
    server.fault = (method) => {
      if (method === "PUT" && server.records.size === 1) server.officer = anOfficer().id;
      return null;
    };
    outbox.start();
    await until(() => outbox.status.value.state === "other_officer");
    expect(server.records.size).toBe(1);
    expect(outbox.status.value.waiting).toBe(2);
  });

  it("takes no captive portal for the server", async () => {
    const outbox = await openOutbox(vault, phone.tab());
    await outbox.add(anIncident());
    server.fault = (method) => (method === "PUT" ? "portal" : null);
    await untilTried(outbox, server, () => outbox.start());
    await until(() => phone.timers.length > 0);
    expect(outbox.status.value).toMatchObject({ waiting: 1, refused: 0, state: "offline" });
  });

  it("waits as long as the server asks, unless a person wants it now", async () => {
    const outbox = await openOutbox(vault, phone.tab());
    await outbox.add(anIncident());
    server.fault = () => 503;
    outbox.start();
    await until(() => phone.timers.length > 0);
    expect((phone.timers[0]?.atMs ?? 0) - phone.nowMs).toBeGreaterThanOrEqual(3000);
    server.fault = () => null;
    for (const tell of phone.chances) tell();
    expect(server.records.size).toBe(0);
    outbox.poke();
    await untilSent(outbox, phone);
  });

  it("lets one record that the server chokes on hold up no other", async () => {
    const outbox = await openOutbox(vault, phone.tab());
    const [first, second] = [anIncident(), anIncident()];
    await outbox.add(first);
    await outbox.add(second);
    server.fault = (_, path) => (path === first.path ? 500 : null);
    outbox.start();
    await until(() => server.records.has(second.path));
    await until(() => phone.timers.length > 0);
    expect((await outbox.list()).map((item) => item.id)).toEqual([first.id]);
    server.fault = () => null;
    await untilSent(outbox, phone);
  });

  it("sends an alarm before what has waited longer, but after its patrol", async () => {
    const outbox = await openOutbox(vault, phone.tab());
    const patrol = aPatrol();
    const id = uuid7();
    const path = `/api/v1/alarms/${id}`;
    const alarm = anIncident({ id, kind: "alarm", path, body: { patrol_id: patrol.id } });
    const incidents = [anIncident(), anIncident()];
    for (const item of [...incidents, patrol, alarm]) await outbox.add(item);
    outbox.start();
    await untilSent(outbox, phone);
    const sent = server.log.filter((line) => line.startsWith("PUT")).map((line) => line.slice(4));
    expect(sent.slice(0, 2)).toEqual([patrol.path, path]);
  });

  it("goes on with a file where the line broke", async () => {
    const outbox = await openOutbox(vault, phone.tab());
    const item = anIncident();
    const photo = await aPhoto(item.id, 900_000);
    await outbox.add(item, [photo]);
    let stretches = 0;
    server.fault = (method, path) => {
      if (method !== "PUT" || !path.includes("evidence")) return null;
      stretches += 1;
      return stretches === 2 ? "lost_after" : stretches === 3 ? "lost_before" : null;
    };
    outbox.start();
    await untilSent(outbox, phone);
    expect(await server.evidence.get(photo.sha256)).toHaveLength(900_000);
    // Four make the file; one was lost on its way, and none was sent again that had come.
    expect(stretches).toBe(5);
  });

  it("sends from one of two tabs at a time", async () => {
    let inFlight = 0;
    let most = 0;
    const fetch: typeof server.fetch = async (path, init) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      try {
        return await server.fetch(path, init);
      } finally {
        inFlight -= 1;
      }
    };
    const [one, other] = [
      await started(phone, vault, { fetch }),
      await started(phone, vault, { fetch }),
    ];
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 ? one : other).add(anIncident())),
    );
    await untilSent(one, phone);
    await untilSent(other, phone);
    expect(server.records.size).toBe(12);
    expect(server.authors).toHaveLength(12);
    expect(most).toBe(1);
  });

  it("stops when the vault is locked, and loses nothing", async () => {
    const officer = vault.officer;
    const outbox = await openOutbox(vault, phone.tab());
    await outbox.add(anIncident());
    server.fault = (method) => {
      if (method === "PUT") vault.lock();
      return null;
    };
    await untilTried(outbox, server, () => outbox.start());
    await expect(outbox.add(anIncident())).rejects.toThrow("locked");
    expect(server.records.size).toBe(1);
    expect(officer.id).toBe(server.officer);
  });
});
