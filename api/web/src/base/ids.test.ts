import { expect, it } from "vitest";
import { uuid7 } from "./ids.ts";

it("makes UUIDs of version 7 that begin with the time", () => {
  const id = uuid7(0x0123_4567_89ab);
  expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it("makes another one each time", () => {
  expect(new Set(Array.from({ length: 100 }, () => uuid7(0))).size).toBe(100);
});
