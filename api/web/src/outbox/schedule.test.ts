import { expect, it } from "vitest";
import { backOffMs, Schedule } from "./schedule.ts";
import type { Sender } from "./sending.ts";
import type { StatusBoard } from "./status_board.ts";
import type { Surroundings } from "./surroundings.ts";
import { inThisTab } from "./surroundings.ts";

it("waits longer after each failure, up to five minutes, and not the same for all", () => {
  const least = [1, 2, 3, 8, 9, 50].map((failures) => backOffMs(failures, 0));
  const most = [1, 2, 3, 8, 9, 50].map((failures) => backOffMs(failures, 1));
  expect(least).toEqual([1000, 2000, 4000, 128_000, 150_000, 150_000]);
  expect(most).toEqual([2000, 4000, 8000, 256_000, 300_000, 300_000]);
});

it("has one at a time where the browser has no locks, also after one failed", async () => {
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await Promise.resolve();
    order.push(`${name} ends`);
    if (name === "a") throw new Error("a fails");
  };
  await Promise.allSettled(["a", "b", "c"].map((name) => inThisTab("lock", work(name))));
  expect(order).toEqual(["a", "b", "c"].flatMap((name) => [`${name} begins`, `${name} ends`]));
});

it("waits as after a first failure where something got through", async () => {
  const waits: number[] = [];
  const got = [false, false, false, true, false];
  let runs = 0;
  const sender = {
    gotThrough: false,
    run() {
      this.gotThrough = got[runs++] ?? false;
      return Promise.resolve({ why: "offline", afterMs: 0 });
    },
  };
  const board = { sending() {}, ended: () => Promise.resolve() };
  const around = {
    now: () => 0,
    random: () => 1,
    onChance: () => () => {},
    alone: (_name: string, work: () => unknown) => work(),
    later(ms: number, work: () => void) {
      waits.push(ms);
      if (waits.length < got.length) setTimeout(work);
      return () => {};
    },
  };
  const schedule = new Schedule(
    sender as unknown as Sender,
    board as unknown as StatusBoard,
    "somebody",
    around as unknown as Surroundings,
  );
  schedule.start();
  await expect.poll(() => waits.length).toBe(got.length);
  expect(waits).toEqual([2000, 4000, 8000, 2000, 4000]);
});
