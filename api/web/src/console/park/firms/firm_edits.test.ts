/** What is sent of a firm's form. */
import { expect, it } from "vitest";
import { firmBody, NEW_CONTACT, NEW_FIRM, NEW_QUIET } from "./firm_edits.ts";

it("lines that nobody filled in are not sent, and text is without blanks around it", () => {
  const monday = { ...NEW_QUIET, weekdays: [1] };
  const told = { ...NEW_CONTACT, note: "厂办值班电话" };
  const body = firmBody({
    ...NEW_FIRM,
    name: " 示例机械厂 ",
    credit_code: "91350100m000100y43",
    quiet: [NEW_QUIET, monday],
    contacts: [told, NEW_CONTACT],
  });
  expect(body.name).toBe("示例机械厂");
  expect(body.credit_code).toBe("91350100M000100Y43");
  expect(body.quiet).toEqual([monday]);
  expect(body.contacts).toEqual([told]);
});
