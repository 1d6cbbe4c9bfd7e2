import { expect, it } from "vitest";
import { following } from "./following.ts";

it("counts up the last number of a text, and keeps its zeros", () => {
  expect(following("新综执扣〔2022〕第0108号")).toBe("新综执扣〔2022〕第0109号");
  expect(following("F-9")).toBe("F-10");
  expect(following("F-099a")).toBe("F-100a");
});

it("has nothing to say of a text without a number", () => {
  expect([following(""), following("巡查艇")]).toEqual(["", ""]);
});

it("counts numbers that are too long to be reckoned with", () => {
  expect(following("9".repeat(30))).toBe(`1${"0".repeat(30)}`);
});
