import { describe, expect, it } from "vitest";
import { cellAt, unpack, unpackShapes, type WireMap, zoneAt } from "./codec.ts";

const square = (lon: number, lat: number) => ({
  type: "Polygon" as const,
  coordinates: [
    [
      [lon, lat],
      [lon + 0.001, lat],
      [lon + 0.001, lat + 0.001],
      [lon, lat + 0.001],
      [lon, lat],
    ],
  ],
});

const wire: WireMap = {
  area: "lake",
  name_zh: "湖",
  name_en: "Lake",
  bounds: [121, 29, 121.002, 29.001],
  outline: square(121, 29),
  water: null,
  zones: [
    { level: "second", status: "draft", geometry: square(121, 29) },
    { level: "first", status: "draft", geometry: square(121, 29) },
  ],
  grid: {
    codes: ["a", "b"],
    kinds: "so",
    polygons: [
      [121_000_000, 29_000_000, 1000, 0, 0, 1000, -1000, 0],
      [1000, 0, 1000, 0, 0, 1000, -1000, 0],
    ],
    gap_class: "42",
  },
  boundaries: { status: "draft", status_note: "", date: null, source: "drawn" },
  at: "2022-10-08T00:00:00Z",
};

describe("the packed map", () => {
  it("counts a ring from the first point of the ring before it", () => {
    const [, second] = unpackShapes(wire.grid?.polygons ?? []);
    expect(Array.from(second?.[0] ?? [])).toEqual(
      [
        121.001, 29, 121.00200000000001, 29, 121.00200000000001, 29.000999999999998, 121.001,
        29.000999999999998,
      ].map((degrees) => expect.closeTo(degrees, 9)),
    );
  });

  it("keeps holes and parts apart", () => {
    const outer = [0, 0, 10, 0, 0, 10, -10, 0];
    const hole = [2, 2, 2, 0, 0, 2, -2, 0];
    const [cell] = unpackShapes([[[outer, hole]]]);
    expect(cell).toHaveLength(2);
    expect(cell?.[1]?.[0]).toBeCloseTo(2e-6, 12);
  });

  it("tells cells that were never seen from those that are overdue", () => {
    const { counts } = unpack(wire);
    expect(counts).toMatchObject({ never: 1, overdue: 1 });
  });

  it("finds the cell of a place, and none outside", () => {
    const map = unpack(wire);
    expect(cellAt(map, 121.0015, 29.0005)?.code).toBe("b");
    expect(cellAt(map, 121.0005, 29.0005)?.code).toBe("a");
    expect(cellAt(map, 121.01, 29.0005)).toBeNull();
  });

  it("finds the strictest zone of a place", () => {
    expect(zoneAt(unpack(wire), 121.0005, 29.0005)?.level).toBe("first");
  });

  it("takes an area without a grid", () => {
    expect(unpack({ ...wire, grid: null }).cells).toEqual([]);
  });
});
