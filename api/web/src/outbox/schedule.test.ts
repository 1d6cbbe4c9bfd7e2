import { expect, it } from "vitest";
import { backOffMs } from "./schedule.ts";
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
