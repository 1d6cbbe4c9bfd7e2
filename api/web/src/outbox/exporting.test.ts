import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, it } from "vitest";
import { digest, FakeServer } from "../../test/outbox/fake_server.ts";
import { Phone } from "../../test/outbox/phone.ts";
import { type ReadFile, readOutbox } from "../../test/outbox/reading.ts";
import { closeDatabase, NAME } from "../vault/database.ts";
import { createVault, type Officer, setAside, type Vault } from "../vault/index.ts";
import { exportLocked, type Fix, type NewFile, type NewItem, openOutbox } from "./index.ts";

const DATA = fileURLToPath(new URL("../../../../tests/data/outbox/", import.meta.url));

interface Contents {
  officer: Officer;
  pin: string;
  items: NewItem[];
  photo: Omit<NewFile, "blob" | "sha256">;
  fixes: Fix[];
}

interface ServerKeys {
  public_jwk: JsonWebKey & { kid: string };
  d: string;
  claim: string;
}

const contents = JSON.parse(readFileSync(`${DATA}contents.json`, "utf8")) as Contents;
const keys = JSON.parse(readFileSync(`${DATA}server_key.json`, "utf8")) as ServerKeys;
const jpeg = new Uint8Array(readFileSync(`${DATA}photo.jpg`));
const privateJwk = { ...keys.public_jwk, d: keys.d };

let vault: Vault;

beforeEach(async () => {
  await closeDatabase();
  await new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(NAME);
    deleting.onsuccess = resolve;
    deleting.onerror = reject;
  });
  vault = await createVault(contents.officer, contents.pin, {
    ...keys.public_jwk,
    claim: keys.claim,
  });
});

/** Keep everything that the contents name, and send nothing. */
async function filled() {
  const phone = new Phone(new FakeServer(vault.officer.id));
  const outbox = await openOutbox(vault, phone.tab());
  const photo = { ...contents.photo, blob: new Blob([jpeg]), sha256: await digest(jpeg) };
  for (const item of contents.items) {
    await outbox.add(item, item.kind === "incident" && !item.edits ? [photo] : []);
  }
  const patrol = contents.items[0]?.id ?? "";
  for (const fix of contents.fixes) await outbox.appendFixes(patrol, [fix]);
  return outbox;
}

/** Require that a file holds the contents, and nothing else. */
async function requireContents(file: ReadFile): Promise<void> {
  expect(file.officer).toBe(contents.officer.id);
  expect(file.claim).toBe(keys.claim);
  const of = (part: string) => file.parts.filter((one) => one.part === part);
  const records = of("record");
  const [first] = records;
  expect(records.map(({ value }) => value)).toMatchObject(
    contents.items.map(({ path, body, edits = false }) => ({ path, body, edits, base: null })),
  );
  const numbers = records.map(({ seq }) => seq - (first?.seq ?? 0));
  expect(numbers).toEqual([0, 1, 2]);
  expect(records.map(({ after }) => after)).toEqual([null, null, records[1]?.seq]);
  expect(of("file").map(({ value }) => value)).toMatchObject([
    { ...contents.photo, sha256: await digest(jpeg) },
  ]);
  expect(of("bytes").map(({ seq }) => seq)).toEqual(of("file").map(({ seq }) => seq));
  expect(of("bytes")[0]?.value).toEqual(jpeg);
  const fixes = of("fixes").map(({ value }) => value as { trackId: string; fixes: Fix[] });
  expect(fixes.flatMap((one) => one.fixes)).toEqual(contents.fixes);
  expect(new Set(fixes.map((one) => one.trackId)).size).toBe(1);
  const patrolId = contents.items[0]?.id;
  expect(fixes).toMatchObject(fixes.map(() => ({ form: "fixes", patrolId, carried: false })));
}

it("saves all that was not sent to a file that the server's key opens, without the PIN", async () => {
  await filled();
  vault.lock();
  const file = await exportLocked(contents.officer.id);
  await requireContents(await readOutbox(file, privateJwk));
  if (process.env.WRITE_OUTBOX) {
    writeFileSync(`${DATA}queue.outbox`, new Uint8Array(await file.arrayBuffer()));
  }
});

it("reads the same out of the file that the server's tests read", async () => {
  const file = new Blob([readFileSync(`${DATA}queue.outbox`)]);
  await requireContents(await readOutbox(file, privateJwk));
});

it("makes a track of what was walked so far when the officer saves the file", async () => {
  const outbox = await filled();
  const { parts } = await readOutbox(await outbox.exportFile(), privateJwk);
  const values = parts.filter(({ part }) => part === "record").map(({ value }) => value);
  expect(values[values.length - 1]).toMatchObject({
    kind: "track",
    body: { t: contents.fixes.map(({ at }) => Date.parse(at)) },
  });
  const rest = parts.filter(({ part }) => part === "fixes").map(({ value }) => value);
  expect(rest).toMatchObject([{ carried: true, fixes: contents.fixes.slice(-1) }]);
});

it("shows nothing of what was written", async () => {
  await filled();
  const file = await exportLocked(contents.officer.id);
  const said = new TextDecoder("latin1").decode(await file.arrayBuffer());
  for (const secret of [
    contents.items[1]?.id ?? "",
    "angling",
    "120.985",
    "incident",
    keys.claim,
  ]) {
    expect(said).not.toContain(secret);
  }
});

it("saves a vault that was set aside, when its officer has begun anew", async () => {
  await filled();
  const former = vault.id;
  await setAside(contents.officer.id);
  await createVault(contents.officer, "771204", keys.public_jwk);
  await requireContents(await readOutbox(await exportLocked(former), privateJwk));
  const { parts } = await readOutbox(await exportLocked(contents.officer.id), privateJwk);
  expect(parts).toEqual([]);
});
