// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../../test/outbox/fake_server.ts";
import { aVault, Phone } from "../../../test/outbox/phone.ts";
import { openOutbox } from "../../outbox/index.ts";
import { close, inside, onParting } from "./entry.ts";

async function enter() {
  const vault = await aVault();
  const outbox = await openOutbox(vault, new Phone(new FakeServer(null)).tab());
  inside.value = { vault, outbox, officer: vault.officer };
  return { vault, outbox };
}

afterEach(() => {
  vi.useRealTimers();
});

it("has what is still being written on the disk before a person's things are locked", async () => {
  const { vault, outbox } = await enter();
  const kept: unknown[] = [];
  const end = onParting(async () => {
    await outbox.remember("last words", "渔灯未熄");
    kept.push(await outbox.recall("last words"));
  });
  await close();
  end();
  expect(kept).toEqual(["渔灯未熄"]);
  expect([vault.isLocked, inside.value]).toEqual([true, null]);
});

it("locks them too when that fails, or never ends", async () => {
  const { vault } = await enter();
  vi.useFakeTimers();
  const ends = [
    onParting(() => Promise.reject(new Error("no room"))),
    onParting(() => new Promise(() => {})),
  ];
  const closing = close();
  await vi.runAllTimersAsync();
  await closing;
  for (const end of ends) end();
  expect(vault.isLocked).toBe(true);
});
