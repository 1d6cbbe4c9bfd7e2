import { expect, it } from "vitest";
import { sectorOf } from "./sector.ts";

const EAST = { lon: 121, lat: 0, azimuth_deg: 90, fov_deg: 60, range_m: 1113.2 };

it("begins at the camera, and reaches as far as it sees", () => {
  const ring = sectorOf(EAST);
  expect(ring.slice(0, 2)).toEqual([121, 0]);
  const lons = ring.filter((_, at) => at % 2 === 0);
  expect(Math.max(...lons)).toBeCloseTo(121.01, 4);
  expect(Math.min(...lons)).toBe(121);
});

it("is a whole circle without a corner for one that turns round", () => {
  const ring = sectorOf({ ...EAST, fov_deg: 360 });
  for (let at = 0; at < ring.length; at += 2) {
    const far = Math.hypot((ring[at] ?? 0) - EAST.lon, (ring[at + 1] ?? 0) - EAST.lat);
    expect(far).toBeCloseTo(0.01, 6);
  }
});

it("is nothing for one that sees nothing", () => {
  expect(sectorOf({ ...EAST, fov_deg: 0 })).toEqual([]);
  expect(sectorOf({ ...EAST, range_m: 0 })).toEqual([]);
});
