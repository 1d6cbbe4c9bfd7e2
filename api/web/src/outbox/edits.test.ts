import { beforeEach, expect, it } from "vitest";
import { FakeServer } from "../../test/outbox/fake_server.ts";
import {
  anIncident,
  aPatrol,
  aPhoto,
  aVault,
  interrupted,
  Phone,
  started,
  until,
  untilSent,
} from "../../test/outbox/phone.ts";
import type { Vault } from "../vault/index.ts";
import { type NewItem, NoSuchItem, openOutbox } from "./index.ts";

let vault: Vault;
let server: FakeServer;
let phone: Phone;

beforeEach(async () => {
  vault = await aVault();
  server = new FakeServer(vault.officer.id);
  phone = new Phone(server);
});

function edited(item: NewItem, narrative: string): NewItem {
  return { ...item, body: { category: "angling", narrative }, edits: true };
}

function versions(item: NewItem): unknown[] {
  return (server.records.get(item.path) ?? []).map((body) => body.narrative);
}

/** As a leader would at a desk. */
function editedElsewhere(item: NewItem, narrative: string): void {
  const there = server.records.get(item.path) ?? [];
  server.records.set(item.path, [...there, { category: "angling", narrative }]);
}

it("sends a record and its edits in order, each based on what the one before made", async () => {
  const outbox = await openOutbox(vault, phone.tab());
  const item = anIncident({ body: { category: "angling", narrative: "一" } });
  await outbox.add(item);
  await outbox.add(edited(item, "二"));
  await outbox.add(edited(item, "三"));
  outbox.start();
  await untilSent(outbox, phone);
  expect(versions(item)).toEqual(["一", "二", "三"]);
});

it("bases a later edit on what was sent before, also after the app was closed", async () => {
  const outbox = await started(phone, vault);
  const item = anIncident({ body: { category: "angling", narrative: "一" } });
  await outbox.add(item);
  await untilSent(outbox, phone);
  outbox.stop();
  const again = await started(phone, vault);
  await again.add(edited(item, "二"));
  await untilSent(again, phone);
  expect(versions(item)).toEqual(["一", "二"]);
});

it("never overwrites what a leader wrote between a lost answer and its repeat", async () => {
  const outbox = await openOutbox(vault, phone.tab());
  const item = anIncident({ body: { category: "angling", narrative: "一" } });
  await outbox.add(item);
  await outbox.add(edited(item, "二"));
  let puts = 0;
  server.fault = (method) => (method === "PUT" && ++puts === 1 ? "lost_after" : null);
  outbox.start();
  await until(() => phone.timers.length > 0);
  editedElsewhere(item, "队长");
  phone.ring();
  await until(() => outbox.status.value.conflicts === 1);
  expect(versions(item)).toEqual(["一", "队长"]);
  const [conflict] = await outbox.list();
  expect(conflict?.told).toMatchObject({
    status: 412,
    etag: '"2"',
    current: { narrative: "队长" },
  });
});

async function inConflict() {
  const outbox = await started(phone, vault);
  const item = anIncident({ body: { category: "angling", narrative: "一" } });
  await outbox.add(item);
  await untilSent(outbox, phone);
  editedElsewhere(item, "队长");
  await outbox.add(edited(item, "二"));
  await until(() => outbox.status.value.conflicts === 1);
  return { outbox, item };
}

it("leaves the server's version when a person says so", async () => {
  const { outbox, item } = await inConflict();
  await outbox.resolve(item.id, "keep_server");
  expect(await outbox.list()).toEqual([]);
  expect(versions(item)).toEqual(["一", "队长"]);
});

it("sends it as an edit of the server's version when a person says so", async () => {
  const { outbox, item } = await inConflict();
  await outbox.resolve(item.id, "send_as_edit");
  await untilSent(outbox, phone);
  expect(versions(item)).toEqual(["一", "队长", "二"]);
});

it("has an edit behind one that was given up looked at, too", async () => {
  const { outbox, item } = await inConflict();
  await outbox.add(edited(item, "三"));
  await outbox.resolve(item.id, "keep_server");
  await until(() => outbox.status.value.conflicts === 1);
  expect(versions(item)).toEqual(["一", "队长"]);
  await outbox.resolve(item.id, "send_as_edit");
  await untilSent(outbox, phone);
  expect(versions(item)).toEqual(["一", "队长", "三"]);
});

it("sends a track that is there with other fixes as another one", async () => {
  const outbox = await openOutbox(vault, phone.tab());
  const patrol = aPatrol();
  server.records.set(patrol.path, [{}]);
  const at = "2026-08-15T00:00:00Z";
  await outbox.appendFixes(patrol.id, [{ at, lon: 120, lat: 29, accuracyM: 5 }]);
  await outbox.cutTrack(patrol.id, true);
  const [track] = await outbox.list();
  server.records.set(track?.path ?? "", [{ device: "another" }]);
  outbox.start();
  await until(() => outbox.status.value.conflicts === 1);
  await outbox.resolve(track?.id ?? "", "send_as_edit");
  await untilSent(outbox, phone);
  const tracks = [...server.records].filter(([path]) => path.includes("/tracks/"));
  expect(tracks.map(([, bodies]) => bodies.length)).toEqual([1, 1]);
});

it("edits what was made elsewhere by the version that was seen", async () => {
  const outbox = await started(phone, vault);
  const item = anIncident();
  editedElsewhere(item, "值班室");
  await outbox.noteVersion(item.path, 'W/"1"');
  await outbox.add(edited(item, "二"));
  await untilSent(outbox, phone);
  expect(versions(item)).toEqual(["值班室", "二"]);
});

it("asks a person about an edit of what this phone has never seen", async () => {
  const outbox = await started(phone, vault);
  const item = anIncident();
  editedElsewhere(item, "值班室");
  await outbox.add(edited(item, "二"));
  await until(() => outbox.status.value.conflicts === 1);
  expect(versions(item)).toEqual(["值班室"]);
});

it("shows what the server refuses, holds up only what depends on it, and sends it amended", async () => {
  const outbox = await openOutbox(vault, phone.tab());
  const patrol = aPatrol({ body: { mode: "boat", refuse: true } });
  const onPatrol = anIncident({ body: { category: "angling", patrol_id: patrol.id } });
  const other = anIncident();
  for (const item of [patrol, onPatrol, other]) await outbox.add(item);
  outbox.start();
  await until(() => server.records.has(other.path));
  await until(() => outbox.status.value.refused === 1 && outbox.status.value.state !== "sending");
  expect((await outbox.list()).map((item) => item.state)).toEqual(["refused", "waiting"]);
  expect((await outbox.list())[0]?.told).toMatchObject({ status: 422, zh: "不行", en: "no" });
  await outbox.amend(patrol.id, { mode: "boat" });
  await untilSent(outbox, phone);
  expect(server.records.has(onPatrol.path)).toBe(true);
});

it("asks again for what a colleague's phone has not sent yet", async () => {
  const outbox = await started(phone, vault);
  const patrol = aPatrol();
  const item = anIncident({ body: { category: "angling", patrol_id: patrol.id } });
  await outbox.add(item);
  await until(() => outbox.status.value.refused === 1);
  await until(() => phone.timers.length > 0);
  server.records.set(patrol.path, [{}]);
  await untilSent(outbox, phone);
  expect(server.records.has(item.path)).toBe(true);
});

it("sends a photo only after its record was taken, though it was in conflict first", async () => {
  const outbox = await openOutbox(vault, phone.tab());
  const item = anIncident();
  editedElsewhere(item, "另一件");
  const photo = await aPhoto(item.id, 1000);
  await outbox.add(item, [photo]);
  outbox.start();
  await until(() => outbox.status.value.conflicts === 1);
  expect(server.evidence.size).toBe(0);
  await outbox.resolve(item.id, "send_as_edit");
  await untilSent(outbox, phone);
  expect(server.evidence.has(photo.sha256)).toBe(true);
});

it("lets go of a photo that the server has with another remark when a person says so", async () => {
  const outbox = await openOutbox(vault, phone.tab());
  const item = anIncident();
  const photo = await aPhoto(item.id, 1000);
  server.remarks.set(photo.sha256, "另一句");
  await outbox.add(item, [photo]);
  outbox.start();
  await until(() => outbox.status.value.conflicts === 1);
  await outbox.resolve(item.id, "keep_server");
  expect(await outbox.list()).toEqual([]);
});

it("shows what was amended by its new name and place", async () => {
  const outbox = await started(phone, vault);
  const item = anIncident({ body: { refuse: true } });
  await outbox.add(item);
  await until(() => outbox.status.value.refused === 1);
  server.officer = null;
  await outbox.amend(item.id, { refuse: false }, { label: "电鱼", lon: 121, lat: 29.5 });
  expect(await outbox.list()).toMatchObject([{ label: "电鱼", lon: 121, lat: 29.5 }]);
});

it("deletes what was refused with its edits when a person wants it no more", async () => {
  const outbox = await started(phone, vault);
  const item = anIncident({ body: { refuse: true } });
  await outbox.add(item);
  await until(() => outbox.status.value.refused === 1);
  await outbox.add({ ...item, body: { withdrawn: "不需要了" }, edits: true });
  await outbox.giveUp(item.id);
  expect(await outbox.list()).toEqual([]);
  expect(outbox.status.value).toMatchObject({ waiting: 0, refused: 0 });
  await expect(outbox.giveUp(item.id)).rejects.toThrow(NoSuchItem);
});

it("amends and resolves only what is there for it", async () => {
  const outbox = await openOutbox(vault, phone.tab());
  const item = anIncident();
  await outbox.add(item);
  await expect(outbox.amend(item.id, {})).rejects.toThrow(NoSuchItem);
  await expect(outbox.resolve(item.id, "keep_server")).rejects.toThrow(NoSuchItem);
  expect(await outbox.list()).toHaveLength(1);
});

it("keeps an amendment that was made while the former body was on its way", async () => {
  const outbox = await openOutbox(vault, phone.tab());
  const patrol = aPatrol();
  const item = anIncident({ body: { category: "angling", patrol_id: patrol.id } });
  await outbox.add(item);
  outbox.start();
  await until(() => outbox.status.value.refused === 1 && phone.timers.length > 0);
  server.records.set(patrol.path, [{}]);
  const amended = { category: "netting", patrol_id: patrol.id };
  const other = await openOutbox(vault, phone.tab());
  let amending: Promise<void> | null = null;
  server.fault = (method, path) => {
    if (method === "PUT" && path === item.path) amending ??= other.amend(item.id, amended);
    return null;
  };
  phone.ring();
  await until(() => amending !== null);
  await amending;
  await until(
    () =>
      outbox.status.value.conflicts === 1 ||
      server.records.get(item.path)?.[0]?.category === "netting",
  );
  const kept = [
    ...(await outbox.list()).map((one) => one.body),
    ...(server.records.get(item.path) ?? []),
  ];
  expect(kept).toContainEqual(amended);
});

it("bases an edit on what was sent while it was being kept", async () => {
  const other = await openOutbox(vault, phone.tab());
  const item = anIncident();
  await other.add(item);
  const send = async () => {
    other.start();
    await untilSent(other, phone);
  };
  const one = await openOutbox(interrupted(vault, send), phone.tab());
  await one.add({ ...item, body: { category: "netting" }, edits: true });
  one.start();
  await untilSent(one, phone);
  expect(server.records.get(item.path)).toHaveLength(2);
});
