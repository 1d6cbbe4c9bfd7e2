import { expect, it } from "vitest";
import { drop, keep, lastOf, renew } from "./last_answers.ts";

it("keeps the last answer of a path with its time, until it is refused", () => {
  keep("/a", { n: 1 }, 1000);
  keep("/a", { n: 2 }, 2000);
  expect(lastOf("/a")).toEqual({ body: { n: 2 }, at: 2000 });
  renew("/a", 3000);
  renew("/b", 3000);
  expect(lastOf("/a")).toEqual({ body: { n: 2 }, at: 3000 });
  expect(lastOf("/b")).toBeNull();
  drop("/a");
  expect(lastOf("/a")).toBeNull();
});

it("keeps a bounded number, those told last", () => {
  keep("/first", 0, 0);
  keep("/again", 0, 0);
  for (let n = 0; n < 79; n++) {
    keep("/again", n, n);
    keep(`/other/${n}`, n, n);
  }
  expect(lastOf("/first")).toBeNull();
  expect(lastOf("/again")).not.toBeNull();
  expect(lastOf("/other/78")).not.toBeNull();
});
