import { expect, it } from "vitest";
import { voidItem } from "./voiding.ts";

const INCIDENT = "018f3a52-6b00-7c11-9a01-5d0c6e1f0c01";
const AT = "2022-10-08T02:00:00.000Z";

it("voids an incident beside it, under the id that the server derives", async () => {
  const word = { incidentId: INCIDENT, isVoid: true, reason: " 重复记录 ", isSaid: false };
  expect(await voidItem(word, "作废", AT)).toMatchObject({
    id: "ac7a46e0-77df-5833-9f4e-a5bfc8ff5fee",
    path: `/api/v1/incidents/${INCIDENT}/void`,
    body: { void: true, reason: "重复记录" },
    edits: false,
  });
});

it("takes it back as an edit of what was said before", async () => {
  const word = { incidentId: INCIDENT, isVoid: false, reason: "核对无误", isSaid: true };
  expect(await voidItem(word, "恢复", AT)).toMatchObject({ body: { void: false }, edits: true });
});
