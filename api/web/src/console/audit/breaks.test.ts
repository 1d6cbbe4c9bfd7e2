import { expect, it } from "vitest";
import { chainStates, recordFindings } from "./breaks.ts";
import type { Verification } from "./wire.ts";

const finding = (where: string) => ({ where, reason_zh: "内容被改动", reason_en: "was edited" });

const SEEN: Verification = {
  sound: false,
  at: "2026-11-27T08:00:00Z",
  heads: [
    { chain: "park", seq: 9, hash: "a" },
    { chain: "reservoir", seq: 7, hash: "b" },
  ],
  n_entries: 16,
  n_versions: 0,
  n_records: 0,
  n_adopted: 0,
  n_findings: 4,
  findings: [
    finding("reservoir #5"),
    finding("reservoir #3"),
    finding("gone #1"),
    finding("shift/0190"),
  ],
};

it("says where each chain first does not hold", () => {
  const told = chainStates(SEEN).map(({ chain, broken, n_broken }) => [
    chain,
    broken?.seq ?? null,
    n_broken,
  ]);
  expect(told).toEqual([
    ["park", null, 0],
    ["reservoir", 3, 2],
    ["gone", 1, 1],
  ]);
});

it("keeps records apart from chains", () => {
  expect(recordFindings(SEEN).map(({ where }) => where)).toEqual(["shift/0190"]);
});
