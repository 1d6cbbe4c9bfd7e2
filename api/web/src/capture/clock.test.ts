import { describe, expect, it } from "vitest";
import { Clock, localText, offsetText } from "./clock.ts";

const NOON = Date.parse("2026-08-15T04:00:00Z");
const DAY = 86_400_000;

describe("a phone's clock", () => {
  it("counts as right while nothing says otherwise", () => {
    const clock = new Clock(() => NOON);
    expect(clock.now()).toBe(NOON);
    expect(clock.offset()).toEqual({ ms: 0, from: "none" });
    expect(clock.isWrong()).toBe(false);
  });

  it("is put right by the server before anything else", () => {
    const clock = new Clock(() => NOON - DAY);
    for (let n = 0; n < 5; n++) clock.followFix(NOON + 7000);
    clock.followServer(DAY);
    expect(clock.now()).toBe(NOON);
    expect(clock.offset().from).toBe("server");
    expect(clock.isWrong()).toBe(true);
  });

  it("is put right by satellites that are ahead of it by the quickest of their fixes", () => {
    const clock = new Clock(() => NOON - DAY);
    for (const lateMs of [4000, 900, 6000]) clock.followFix(NOON - lateMs);
    expect(clock.offset()).toEqual({ ms: DAY - 900, from: "gps" });
  });

  it("is not put back by fixes that are old", () => {
    const clock = new Clock(() => NOON);
    for (let n = 0; n < 20; n++) clock.followFix(NOON - 600_000);
    expect(clock.offset().from).toBe("none");
    expect(clock.gpsOffsetMs()).toBe(-600_000);
  });

  it("is not moved by one old fix among good ones, but by its being set", () => {
    let device = NOON - DAY;
    const clock = new Clock(() => device);
    for (let n = 0; n < 12; n++) clock.followFix(NOON - 500);
    clock.followFix(NOON - 600_000);
    expect(clock.offset().ms).toBe(DAY - 500);
    device = NOON;
    for (let n = 0; n < 3; n++) clock.followFix(NOON - 500);
    expect(clock.offset()).toEqual({ ms: 0, from: "none" });
  });

  it("is not judged by one fix or two", () => {
    const clock = new Clock(() => NOON - DAY);
    clock.followFix(NOON);
    clock.followFix(NOON);
    expect(clock.gpsOffsetMs()).toBeNull();
  });

  it("moves fixes that are by its own time, and leaves those by the satellites'", () => {
    const clock = new Clock(() => NOON - DAY);
    clock.followServer(DAY);
    expect(clock.timeOfFix(NOON - DAY - 2000)).toBe(NOON - 2000);
    expect(clock.timeOfFix(NOON - 2000)).toBe(NOON - 2000);
  });
});

describe("a moment in words", () => {
  it("is by the phone's zone, and names it", () => {
    expect(localText(NOON, 480)).toBe("2026-08-15 12:00:00 +08:00");
    expect(localText(NOON, -210)).toBe("2026-08-15 00:30:00 -03:30");
  });

  it.each([
    [0, "+00:00"],
    [345, "+05:45"],
    [-570, "-09:30"],
  ])("has an offset of %i minutes as %s", (minutes, text) => {
    expect(offsetText(minutes)).toBe(text);
  });
});
