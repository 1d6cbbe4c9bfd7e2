import { describe, expect, it } from "vitest";
import { recordsOf } from "./records.ts";

const SPAN = "from=2022-10-01T00%3A00%3A00%2B08%3A00&to=2022-11-01T00%3A00%3A00%2B08%3A00";

function at(path: string): string | null {
  const { href } = recordsOf(`/api/v1/${path}`);
  return href && decodeURIComponent(href);
}

describe("the records behind a figure", () => {
  it("are a list in a room, of the same days, with the same filters", () => {
    expect(at(`incidents?area=changzhao&${SPAN}&outcome=persuaded`)).toBe(
      "#/incidents/list/area=changzhao&outcome=persuaded&from=2022-10-01&through=2022-10-31",
    );
    expect(at(`seizures?squad=reservoir&${SPAN}`)).toBe(
      "#/seizures/list/squad=reservoir&from=2022-10-01&through=2022-10-31",
    );
    expect(at(`patrols?area=yulin&${SPAN}`)).toBe(
      "#/patrols/list/area=yulin&from=2022-10-01&through=2022-10-31",
    );
    expect(at(`camera-alerts?squad=reservoir&${SPAN}`)).toBe("#/operations/alerts/2022-10");
  });

  it("of coverage are the map of that area and those days", () => {
    expect(at(`gaps?area=changzhao&${SPAN}`)).toBe("#/gaps/changzhao/2022-10-01~2022-10-31");
  });

  it("are named without a link where no room lists them", () => {
    expect(at(`some-later-list?squad=reservoir&${SPAN}`)).toBeNull();
  });
});
