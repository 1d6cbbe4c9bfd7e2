import { beforeEach, describe, expect, it } from "vitest";
import { FakeServer } from "../../../test/outbox/fake_server.ts";
import { anIncident, aVault, Phone } from "../../../test/outbox/phone.ts";
import { openOutbox } from "../../outbox/index.ts";
import { database } from "../../vault/database.ts";
import type { Vault } from "../../vault/index.ts";
import { type Draft, newDraft } from "./draft.ts";
import { DraftBox } from "./draft_box.ts";
import { fileOf, originalName, type Taken } from "./taken.ts";

const AT = "2022-10-08T01:40:00.000Z";
const NAME = "draft:incident";
let vault: Vault;

beforeEach(async () => {
  vault = await aVault();
});

/** What the app has after it was killed: nothing but the disk. */
async function reopened() {
  const outbox = await openOutbox(vault, new Phone(new FakeServer(null)).tab());
  return { outbox, box: new DraftBox(outbox, NAME) };
}

function begun(): Draft {
  return { ...newDraft(AT), category: "angling" };
}

function aPhoto(text: string): Taken {
  const blob = new Blob([text], { type: "image/jpeg" });
  const known = { originalSha256: "0".repeat(64), originalBytes: 9, width: 4, height: 3 };
  const photo = { ...known, blob, stamped: blob, sha256: text, at: AT, accuracyM: 6 };
  return { key: text, at: AT, place: null, photo: { ...photo, lon: 120.99, lat: 29.47 } };
}

function aSound(text: string): Taken {
  const blob = new Blob([text], { type: "audio/webm" });
  const sound = { blob, sha256: text, seconds: 3, mediaType: "audio/webm" };
  return { key: text, at: AT, place: null, sound };
}

async function rows(): Promise<number> {
  const all = await (await database()).getAll("kept");
  return all.filter((row) => row.vault === vault.id).length;
}

describe("a draft", () => {
  it("comes back with its words, photos and sound after the app was killed", async () => {
    const draft = begun();
    await (await reopened()).box.keep(draft, [aPhoto("one"), aSound("two")]);
    const found = await (await reopened()).box.recall();
    expect(found?.draft).toEqual(draft);
    const files = (found?.taken ?? []).map((one) => fileOf(one, draft.id));
    expect(await Promise.all(files.map(({ blob }) => blob.text()))).toEqual(["one", "two"]);
    expect(files.map(({ blob }) => blob.type)).toEqual(["image/jpeg", "audio/webm"]);
    expect(files[0]).toMatchObject({ sha256: "one", at: AT, lon: 120.99, lat: 29.47 });
  });

  it("is whole for who opens it again while it is still being written", async () => {
    const { outbox, box } = await reopened();
    const draft = begun();
    const kept = box.keep(draft, [aPhoto("one")]);
    const found = await new DraftBox(outbox, NAME).recall();
    expect(found?.draft).toEqual(draft);
    expect(found?.taken).toHaveLength(1);
    await kept;
  });

  it("is kept for a photo alone", async () => {
    await (await reopened()).box.keep(newDraft(AT), [aPhoto("one")]);
    expect((await (await reopened()).box.recall())?.taken).toHaveLength(1);
  });

  it("leaves nothing of a photo that was taken out", async () => {
    const { box } = await reopened();
    await box.keep(begun(), [aPhoto("one"), aPhoto("two")]);
    await box.keep(begun(), [aPhoto("two")]);
    expect(await rows()).toBe(2);
    expect((await (await reopened()).box.recall())?.taken.map(({ key }) => key)).toEqual(["two"]);
  });

  it("leaves nothing when it is dropped, or empty again", async () => {
    const { box } = await reopened();
    await box.keep(begun(), [aPhoto("one")]);
    await box.drop();
    expect(await rows()).toBe(0);
    await box.keep(begun(), [aPhoto("one")]);
    await box.keep(newDraft(AT), []);
    expect(await rows()).toBe(0);
  });

  it("goes in the moment in which the record takes its place", async () => {
    const draft = begun();
    const taken = [aPhoto("one")];
    await (await reopened()).box.keep(draft, taken);
    const { box, outbox } = await reopened();
    await box.recall();
    await box.hold();
    const files = taken.map((one) => fileOf(one, draft.id));
    await outbox.add(anIncident({ id: draft.id }), files, box.names);
    expect(await rows()).toBe(0);
    expect(await outbox.list()).toHaveLength(2);
    await box.keep(draft, taken);
    expect(await rows()).toBe(0);
  });

  it("stays when the record could not be kept", async () => {
    const { box, outbox } = await reopened();
    await box.keep(begun(), [aPhoto("one")]);
    const broken = { ...anIncident(), body: 1n };
    await expect(outbox.add(broken, [], box.names)).rejects.toThrow();
    expect((await (await reopened()).box.recall())?.taken).toHaveLength(1);
  });

  it("cannot be read without the vault", async () => {
    await (await reopened()).box.keep(begun(), [aPhoto("岭根村")]);
    const all = await (await database()).getAll("kept");
    const bytes = all.flatMap(({ box }) => [...new Uint8Array(box.data)]);
    expect(new TextDecoder().decode(new Uint8Array(bytes))).not.toContain("岭根村");
    const outbox = await openOutbox(await aVault(), new Phone(new FakeServer(null)).tab());
    expect(await new DraftBox(outbox, NAME).recall()).toBeNull();
  });
});

describe("an original", () => {
  it("is named by its time and digest, with the ending that the camera gave it", () => {
    const file = new File(["x"], "IMG_0001.HEIC");
    expect(originalName({ ...aPhoto("one"), original: file })).toBe(
      "geo-patrol-20221008T014000-00000000.heic",
    );
  });
});
