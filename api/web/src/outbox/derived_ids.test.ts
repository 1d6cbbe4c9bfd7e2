import { expect, it } from "vitest";
import { caseId, evidenceId, voidId, withdrawalId } from "./derived_ids.ts";

const ONE = "018f3a52-6b00-7c11-9a01-5d0c6e1f0c01";
const OTHER = "018f3a52-6b00-7c11-9a01-5d0c6e1f0c02";

it("derives the ids that the server derives", async () => {
  expect(await evidenceId("incident", ONE, "ab".repeat(32))).toBe(
    "37d305cc-c5bb-52c5-a12e-6953db148542",
  );
  expect(await evidenceId("case", OTHER, "ab".repeat(32))).toBe(
    "07c24efa-a3a4-5263-a816-c21e68e9cf87",
  );
  expect(await caseId(ONE)).toBe("cc2da201-5ba7-5b65-90d9-682478a10e18");
  expect(await voidId(ONE)).toBe("ac7a46e0-77df-5833-9f4e-a5bfc8ff5fee");
  expect(await withdrawalId(ONE, OTHER)).toBe("f0a38471-16b7-59cf-a355-e472eeb5140b");
});
