import { describe, expect, it } from "vitest";
import { Clock } from "./clock.ts";
import type { Place } from "./position.ts";
import { placeAtShutter, shotOf } from "./shutter.ts";

const NOW = Date.parse("2026-08-15T18:00:00Z");
const HOUR = 3_600_000;
const NOTHING = { atMs: null, lon: null, lat: null };

function clockOff(ms: number): Clock {
  const clock = new Clock(() => NOW);
  clock.followServer(ms);
  return clock;
}

function here(changes: Partial<Place> = {}): Place {
  const at = new Date(NOW).toISOString();
  return { lon: 121, lat: 29.4, accuracyM: 8, at, source: "gps", ...changes };
}

describe("the time of a photo", () => {
  it("is the camera's, put right by what is known of the phone's clock", () => {
    const shot = shotOf({ ...NOTHING, atMs: NOW - 3000 }, NOW - 1000, clockOff(-HOUR));
    expect(shot).toEqual({
      atMs: NOW - 3000 - HOUR,
      from: "camera",
      isSure: true,
      offsetMs: -HOUR,
    });
  });

  it("of long ago is left as the camera had it", () => {
    const shot = shotOf({ ...NOTHING, atMs: NOW - 5 * HOUR }, NOW, clockOff(-HOUR));
    expect(shot).toMatchObject({ atMs: NOW - 5 * HOUR, offsetMs: 0, isSure: true });
  });

  it("is the file's when the camera tells none and the file is new", () => {
    expect(shotOf(NOTHING, NOW - 4000, clockOff(0))).toMatchObject({
      atMs: NOW - 4000,
      from: "file",
      isSure: true,
    });
  });

  it("is not known when all there is is an old file", () => {
    expect(shotOf(NOTHING, NOW - HOUR, clockOff(0)).isSure).toBe(false);
  });

  it.each([0, NOW + HOUR])("is at the latest now when the file's makes no sense: %i", (time) => {
    expect(shotOf(NOTHING, time, clockOff(500))).toEqual({
      atMs: NOW + 500,
      from: "phone",
      isSure: false,
      offsetMs: 500,
    });
  });
});

describe("the place of a photo", () => {
  const shot = { atMs: NOW, from: "camera", isSure: true, offsetMs: 0 } as const;
  const camera = { atMs: NOW, lon: 120.5, lat: 29.1 };

  it("is the phone's when that was known at the shutter", () => {
    expect(placeAtShutter(camera, [here()], shot)).toMatchObject({ lon: 121, accuracyM: 8 });
  });

  it("is the one nearest in time, when the phone has moved since", () => {
    const before = here({ lon: 120.9, at: new Date(NOW - 9000).toISOString() });
    const after = here({ lon: 121.2, at: new Date(NOW + 60_000).toISOString() });
    expect(placeAtShutter(NOTHING, [after, before], shot)).toMatchObject({
      lon: 120.9,
      atMs: NOW - 9000,
    });
  });

  it("is the camera's when the phone's is of another time", () => {
    const late = here({ at: new Date(NOW + HOUR).toISOString() });
    expect(placeAtShutter(camera, [late], shot)).toMatchObject({ lon: 120.5, from: "camera" });
    expect(placeAtShutter(NOTHING, [late], shot)).toBeNull();
  });

  it("is never one that was chosen on the map", () => {
    expect(placeAtShutter(NOTHING, [here({ source: "map" })], shot)).toBeNull();
  });

  it("is not the phone's when nobody knows when the photo was taken", () => {
    expect(placeAtShutter(NOTHING, [here()], { ...shot, isSure: false })).toBeNull();
  });

  it("is unknown without any", () => {
    expect(placeAtShutter(NOTHING, [], shot)).toBeNull();
  });
});
