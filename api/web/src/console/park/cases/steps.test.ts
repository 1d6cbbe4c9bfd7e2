import { describe, expect, it } from "vitest";
import { isWhole, NO_DRAFT, offered, stepBody } from "./steps.ts";

describe("what can be done with a case", () => {
  it("offers the expected step first", () => {
    expect(offered({ stage: "reported", counts: true }, true)[0]).toBe("accepted");
    expect(offered({ stage: "verified", counts: true }, true)[0]).toBe("closed");
  });

  it("leaves to officers what is not a leader's", () => {
    expect(offered({ stage: "reported", counts: true }, false)).toEqual([]);
    expect(offered({ stage: "handled", counts: true }, false)).toEqual([
      "verified",
      "returned",
      "handed",
    ]);
  });

  it("offers nothing of a case that does not count", () => {
    expect(offered({ stage: "closed", counts: false }, true)).toEqual([]);
  });
});

describe("a step", () => {
  it("goes to somebody when it is given out, and has a reason when it is sent back", () => {
    const to = { kind: "officer", code: "a" } as const;
    expect(isWhole("dispatched", NO_DRAFT)).toBe(false);
    expect(isWhole("dispatched", { ...NO_DRAFT, to })).toBe(true);
    expect(isWhole("returned", { ...NO_DRAFT, note: "  " })).toBe(false);
    expect(isWhole("rated", NO_DRAFT)).toBe(false);
    expect(isWhole("rated", { ...NO_DRAFT, score: 4 })).toBe(true);
  });

  it("carries only what its kind has", () => {
    const draft = { to: null, note: " 超时 ", score: 3, number: "督〔1〕", until: null };
    const sent = stepBody("c", "closed", draft, new Date(0));
    expect(sent).toMatchObject({ note: "超时", score: null, number: "", to: null });
    expect(sent.at).toBe("1970-01-01T00:00:00.000Z");
  });
});
