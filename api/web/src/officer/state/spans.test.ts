import { describe, expect, it } from "vitest";
import { codeOf } from "./codes.ts";
import { spanOf } from "./span.ts";
import { standardShift } from "./standard_shift.ts";

describe("the shift of three", () => {
  it.each([
    ["2022-10-08T00:00:00+08:00", "night", "2022-10-07T16:00:00.000Z"],
    ["2022-10-08T07:59:59+08:00", "night", "2022-10-07T16:00:00.000Z"],
    ["2022-10-08T08:00:00+08:00", "early", "2022-10-08T00:00:00.000Z"],
    ["2022-10-08T23:59:59+08:00", "middle", "2022-10-08T08:00:00.000Z"],
  ])("at %s is %s", (at, kind, start) => {
    expect(standardShift(Date.parse(at))).toMatchObject({ kind, start });
  });
});

describe("the span of a declared route", () => {
  const began = "2022-10-07T23:30:00+08:00";

  it("goes on past midnight", () => {
    expect(spanOf(began, "23:40", "00:20")).toEqual({
      from: "2022-10-07T15:40:00.000Z",
      to: "2022-10-07T16:20:00.000Z",
    });
  });

  it("may lie on the next day altogether", () => {
    expect(spanOf(began, "00:10", "00:20")?.from).toBe("2022-10-07T16:10:00.000Z");
  });

  it.each([
    ["23:40", "23:40"],
    ["", "00:20"],
    ["08:00", "07:00"],
  ])("is none from %s to %s", (from, to) => {
    expect(spanOf(began, from, to)).toBeNull();
  });
});

describe("a check point's code", () => {
  const id = "018f3a52-6b00-7c11-9a01-5d0c6e1f0c01";

  it("is read from the address that it is printed with", () => {
    expect(codeOf(`https://patrol.example/officer/#c=${id}.c0VqTj3m6p9fGq2_`)).toEqual({
      pointId: id,
      token: "c0VqTj3m6p9fGq2_",
    });
  });

  it.each(["", "https://elsewhere.example/", `${id}.`, "<b>.x", `${id}`])(
    "is not read from %j",
    (text) => {
      expect(codeOf(text)).toBeNull();
    },
  );
});
