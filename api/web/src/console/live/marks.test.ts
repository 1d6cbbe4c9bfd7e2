import { expect, it } from "vitest";
import { type Marker, markAt } from "./marks.ts";
import { lookingAt, partsOf } from "./place.ts";

const mark = (kind: Marker["kind"], lon: number, isChosen = false): Marker => ({
  kind,
  id: `${kind}${lon}`,
  lon,
  lat: 0,
  label: "",
  tone: "calm",
  isChosen,
});
const project = (lon: number, lat: number) => [lon, lat] as const;

it("finds the mark that lies on top, a call for help before all others", () => {
  const marks = [mark("alarm", 10), mark("patrol", 10), mark("incident", 10)];
  expect(markAt(marks, [12, 1], project)?.kind).toBe("alarm");
  expect(markAt(marks.slice(1), [12, 1], project)?.kind).toBe("patrol");
  expect(markAt([...marks, mark("incident", 11, true)], [12, 1], project)?.id).toBe("incident11");
});

it("finds none where none is near", () => {
  expect(markAt([mark("patrol", 10)], [60, 0], project)).toBeNull();
});

it("reads from the address what is looked at, and writes it there", () => {
  for (const parts of [
    ["live", "lake", "cell", "12"],
    ["live", "lake"],
  ]) {
    const { area, what, id } = lookingAt(parts);
    expect(partsOf(area ?? "", what, id)).toEqual(parts);
  }
  expect(lookingAt(["live", "-", "alarm", "a"])).toEqual({ area: null, what: "alarm", id: "a" });
  expect(lookingAt(["live", "lake", "nothing", "a"])).toEqual({ area: "lake", what: null, id: "" });
  expect(lookingAt(["live"])).toEqual({ area: null, what: null, id: "" });
});
