import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../test/outbox/fake_server.ts";
import { anIncident, anOfficer, Phone } from "../../test/outbox/phone.ts";
import { openOutbox } from "../outbox/index.ts";
import type { ServerKey } from "./crypto.ts";
import { database } from "./database.ts";
import {
  changePin,
  createVault,
  listOfficers,
  MustWait,
  NoVault,
  type Officer,
  openVault,
  rememberOfficer,
  setAside,
  VaultExists,
  VaultLocked,
  WeakPin,
  WrongPin,
} from "./index.ts";
import { FREE_TRIES, requireGoodPin, waitAfter } from "./pins.ts";

const PIN = "480213";
let serverKey: ServerKey;
let officer: Officer;

async function aServerKey(kid: string): Promise<ServerKey> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const pair = (await crypto.subtle.generateKey(curve, true, ["deriveBits"])) as CryptoKeyPair;
  return { ...(await crypto.subtle.exportKey("jwk", pair.publicKey)), kid, claim: "1.2.c" };
}

beforeEach(async () => {
  serverKey ??= await aServerKey("1-a");
  officer = anOfficer();
});

afterEach(() => {
  vi.useRealTimers();
});

async function rowOf(of: Officer) {
  const rows = await (await database()).getAll("vaults");
  return rows.filter((row) => row.officer.id === of.id);
}

describe("a vault", () => {
  it("opens with its PIN, and gives back what was put into it", async () => {
    const made = await createVault(officer, PIN, serverKey);
    const [json, bytes] = [
      await made.seal({ 数: 1 }),
      await made.sealBytes(new Uint8Array([1, 2]).buffer),
    ];
    const opened = await openVault(officer.id, PIN);
    expect(await opened.open(json)).toEqual({ 数: 1 });
    expect(new Uint8Array(await opened.openBytes(bytes))).toEqual(new Uint8Array([1, 2]));
    expect(await opened.tag("x")).toBe(await made.tag("x"));
    expect(opened.officer).toEqual(officer);
  });

  it("gives nothing to another officer's, nor what was altered, nor one thing for another", async () => {
    const mine = await createVault(officer, PIN, serverKey);
    const theirs = await createVault(anOfficer(), PIN, serverKey);
    const sealed = await mine.seal("secret");
    await expect(theirs.open(sealed)).rejects.toThrow();
    await expect(mine.openBytes(sealed)).rejects.toThrow();
    const data = new Uint8Array(sealed.data.slice(0));
    data[0] = (data[0] ?? 0) ^ 1;
    await expect(mine.open({ ...sealed, data: data.buffer })).rejects.toThrow();
    expect(await theirs.tag("x")).not.toBe(await mine.tag("x"));
  });

  it("does nothing when it is locked", async () => {
    const vault = await createVault(officer, PIN, serverKey);
    const sealed = await vault.seal(1);
    vault.lock();
    expect(vault.isLocked).toBe(true);
    await expect(vault.open(sealed)).rejects.toThrow(VaultLocked);
    await expect(vault.seal(1)).rejects.toThrow(VaultLocked);
    await expect(vault.tag("x")).rejects.toThrow(VaultLocked);
  });

  it("is not there before it was made, and is not made twice", async () => {
    await expect(openVault(officer.id, PIN)).rejects.toThrow(NoVault);
    await createVault(officer, PIN, serverKey);
    await expect(createVault(officer, "119922", serverKey)).rejects.toThrow(VaultExists);
    await openVault(officer.id, PIN);
  });

  it("is made by one of two tabs that try at once", async () => {
    const made = await Promise.allSettled([
      createVault(officer, PIN, serverKey),
      createVault(officer, PIN, serverKey),
    ]);
    expect(made.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await rowOf(officer)).toHaveLength(1);
  });

  it("takes another PIN, and what was in it stays readable", async () => {
    const vault = await createVault(officer, PIN, serverKey);
    const sealed = await vault.seal("kept");
    await changePin(vault, PIN, "905172");
    await expect(openVault(officer.id, PIN)).rejects.toThrow(WrongPin);
    expect(await (await openVault(officer.id, "905172")).open(sealed)).toBe("kept");
  });

  it("changes the PIN only for who has the former one", async () => {
    const vault = await createVault(officer, PIN, serverKey);
    await expect(changePin(vault, "000001", "905172")).rejects.toThrow(WrongPin);
    await openVault(officer.id, PIN);
  });

  it("is sealed to the server's new key when that changed", async () => {
    await createVault(officer, PIN, serverKey);
    await openVault(officer.id, PIN, await aServerKey("2-b"));
    expect((await rowOf(officer))[0]?.server.kid).toBe("2-b");
  });

  it("keeps up with its officer", async () => {
    const vault = await createVault(officer, PIN, serverKey);
    await rememberOfficer(vault, { ...officer, name: "王小强" });
    expect((await openVault(officer.id, PIN)).officer.name).toBe("王小强");
    await expect(rememberOfficer(vault, anOfficer())).rejects.toThrow(NoVault);
  });

  it("is under a key of many rounds, with a salt of its own, and keeps no key readable", async () => {
    await createVault(officer, PIN, serverKey);
    const [row] = await rowOf(officer);
    expect(row?.pin.rounds).toBeGreaterThanOrEqual(600_000);
    expect(row?.pin.salt).toHaveLength(16);
    expect(JSON.stringify(row)).not.toContain(serverKey.claim);
  });
});

describe("a wrong PIN", () => {
  it.each(["12345", "111111", "123456", "987654", "二二二二二二", ""])(
    "%s is not taken as a new one",
    (pin) => {
      expect(() => requireGoodPin(pin)).toThrow(WeakPin);
    },
  );

  it("tells how many tries are left, and the right one gives all of them back", async () => {
    await createVault(officer, PIN, serverKey);
    const failure = await openVault(officer.id, "000001").catch((error) => error);
    expect(failure).toMatchObject({ name: "WrongPin", triesLeft: FREE_TRIES - 1, waitS: 0 });
    await openVault(officer.id, PIN);
    expect((await rowOf(officer))[0]?.wrong.n).toBe(0);
  });

  it("makes the next try wait after ten, longer each time, and erases nothing", async () => {
    const vault = await createVault(officer, PIN, serverKey);
    const sealed = await vault.seal("kept");
    const [row] = await rowOf(officer);
    if (row === undefined) throw new Error("no row");
    await (await database()).put("vaults", {
      ...row,
      wrong: { n: FREE_TRIES - 1, atMs: Date.now() },
    });
    const failure = await openVault(officer.id, "000001").catch((error) => error);
    expect(failure).toMatchObject({ triesLeft: 0, waitS: 30 });
    await expect(openVault(officer.id, PIN)).rejects.toThrow(MustWait);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31_000 });
    expect(await (await openVault(officer.id, PIN)).open(sealed)).toBe("kept");
  });

  it("waits longer and longer, up to an hour", () => {
    expect([9, 10, 11, 12, 17, 40].map(waitAfter)).toEqual([0, 30, 60, 120, 3600, 3600]);
  });

  it("waits on when the clock was put back", async () => {
    await createVault(officer, PIN, serverKey);
    const [row] = await rowOf(officer);
    if (row === undefined) throw new Error("no row");
    await (await database()).put("vaults", {
      ...row,
      wrong: { n: 12, atMs: Date.now() + 86_400_000 },
    });
    await expect(openVault(officer.id, PIN)).rejects.toThrow(MustWait);
  });

  it("is counted before it is tried: killing the app gives none for free", async () => {
    await createVault(officer, PIN, serverKey);
    const trying = openVault(officer.id, "000001").catch(() => {});
    while ((await rowOf(officer))[0]?.wrong.n === 0) await Promise.resolve();
    expect((await rowOf(officer))[0]?.wrong.n).toBe(1);
    await trying;
  });
});

describe("the lock screen", () => {
  it("lists who has a vault, with how much was not sent", async () => {
    const other = anOfficer();
    const vault = await createVault(officer, PIN, serverKey);
    await createVault(other, PIN, serverKey);
    const outbox = await openOutbox(vault, new Phone(new FakeServer(officer.id)).tab());
    await outbox.add(anIncident());
    await outbox.appendFixes(other.id, [
      { at: "2026-08-15T00:00:00Z", lon: 120, lat: 29, accuracyM: 5 },
    ]);
    const listed = (await listOfficers()).filter((one) =>
      [officer.id, other.id].includes(one.officer.id),
    );
    const unsent = new Map(listed.map((one) => [one.officer.id, one.unsent]));
    expect(unsent).toEqual(
      new Map([
        [officer.id, 2],
        [other.id, 0],
      ]),
    );
  });

  it("shows a vault that was set aside beside the new one", async () => {
    await createVault(officer, PIN, serverKey);
    await setAside(officer.id);
    await expect(openVault(officer.id, PIN)).rejects.toThrow(NoVault);
    await createVault(officer, "905172", serverKey);
    const listed = (await listOfficers()).filter((one) => one.officer.id === officer.id);
    expect(listed.map((one) => one.setAsideAt === null).sort()).toEqual([false, true]);
  });
});
