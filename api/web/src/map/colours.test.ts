import { describe, expect, it } from "vitest";
import { PALETTES } from "./colours.ts";

/** CIE lightness of a colour, 0 to 100. */
function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  const y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return y <= 216 / 24389 ? (y * 24389) / 27 : 116 * Math.cbrt(y) - 16;
}

describe("gap classes", () => {
  it.each(["light", "dark", "sun"] as const)("differ in lightness alone on %s ground", (ground) => {
    const { ramp, never } = PALETTES[ground];
    const steps = [...ramp, never].map(lightness);
    const differences = steps.slice(1).map((one, at) => Math.abs(one - (steps[at] ?? 0)));
    expect(Math.min(...differences)).toBeGreaterThanOrEqual(8);
  });

  it("go one way: darker by day, lighter by night", () => {
    const day = [...PALETTES.light.ramp, PALETTES.light.never].map(lightness);
    const night = [...PALETTES.dark.ramp, PALETTES.dark.never].map(lightness);
    expect(day).toEqual([...day].sort((one, other) => other - one));
    expect(night).toEqual([...night].sort((one, other) => one - other));
  });
});
