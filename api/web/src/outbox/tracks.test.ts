import { expect, it } from "vitest";
import { FakeServer } from "../../test/outbox/fake_server.ts";
import { luckOf } from "../../test/outbox/luck.ts";
import {
  aPatrol,
  aVault,
  interrupted,
  Phone,
  started,
  untilSent,
} from "../../test/outbox/phone.ts";
import { uuid7 } from "../base/ids.ts";
import { type Outbox, openOutbox } from "./index.ts";

it("keeps every fix that it said was kept, and each segment between two, over any number of cuts", async () => {
  const vault = await aVault();
  const server = new FakeServer(vault.officer.id);
  const phone = new Phone(server);
  const patrol = aPatrol();
  let outbox = await started(phone, vault);
  await outbox.add(patrol);
  const luck = luckOf(7);
  const from = Date.parse("2026-08-15T00:00:00Z");
  const fixes = Array.from({ length: 60 }, (_, n) => ({
    at: new Date(from + n * 5000).toISOString(),
    lon: 120.9 + n / 1000,
    lat: 29.4,
    accuracyM: n % 3 === 0 ? null : 5,
  }));
  for (const fix of fixes) {
    await outbox.appendFixes(patrol.id, [fix]);
    if (luck() < 0.15) await outbox.cutTrack(patrol.id, false);
    if (luck() < 0.1) {
      outbox.stop();
      outbox = await started(phone, vault);
    }
  }
  await outbox.cutTrack(patrol.id, true);
  await outbox.cutTrack(patrol.id, true);
  await untilSent(outbox, phone);
  const tracks = [...server.records].filter(([path]) => path.includes("/tracks/"));
  const pieces = tracks
    .map(([, [body]]) => body?.t as number[])
    .sort((one, other) => (one[0] ?? 0) - (other[0] ?? 0));
  expect(pieces.length).toBeGreaterThan(2);
  const joined = pieces.flatMap((piece, at) => (at === 0 ? piece : piece.slice(1)));
  expect(joined).toEqual(fixes.map((fix) => Date.parse(fix.at)));
  expect(pieces.slice(1).map((piece) => piece[0])).toEqual(
    pieces.slice(0, -1).map((piece) => piece[piece.length - 1]),
  );
});

const PATROL = uuid7();
const NOON = Date.parse("2026-08-15T04:00:00Z");

function fixAt(second: number) {
  return { at: new Date(NOON + second * 1000).toISOString(), lon: 120.9, lat: 29.4, accuracyM: 5 };
}

async function seconds(outbox: Outbox): Promise<number[][]> {
  const bodies = (await outbox.list()).map((item) => item.body as { t: number[] });
  return bodies.map(({ t }) => t.map((ms) => (ms - NOON) / 1000));
}

it("puts a fix into the next piece that came while another tab cut", async () => {
  const vault = await aVault();
  const phone = new Phone(new FakeServer(vault.officer.id));
  const other = await openOutbox(vault, phone.tab());
  await other.appendFixes(PATROL, [fixAt(1), fixAt(2)]);
  const cut = () => other.cutTrack(PATROL, true);
  const one = await openOutbox(interrupted(vault, cut), phone.tab());
  await one.appendFixes(PATROL, [fixAt(3)]);
  await one.cutTrack(PATROL, true);
  expect(await seconds(one)).toEqual([[1, 2], [3]]);
  expect(new Set((await one.list()).map((item) => item.id)).size).toBe(2);
});

it("makes one track of what two tabs cut at once", async () => {
  const vault = await aVault();
  const phone = new Phone(new FakeServer(vault.officer.id));
  const other = await openOutbox(vault, phone.tab());
  await other.appendFixes(PATROL, [fixAt(1), fixAt(2)]);
  const one = await openOutbox(
    interrupted(vault, async () => {
      await other.appendFixes(PATROL, [fixAt(3)]);
      await other.cutTrack(PATROL, true);
    }),
    phone.tab(),
  );
  await one.cutTrack(PATROL, true);
  expect(await seconds(one)).toEqual([[1, 2, 3]]);
});
