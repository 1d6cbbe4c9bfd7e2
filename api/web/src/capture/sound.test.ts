import { describe, expect, it } from "vitest";
import { soundType } from "./sound.ts";

describe("the type of a sound", () => {
  it("is what office computers play, where the phone can make it", () => {
    expect(soundType(() => true)).toBe("audio/mp4;codecs=mp4a.40.2");
  });

  it("is WebM where it cannot, as in browsers of 2020", () => {
    expect(soundType((type) => type.startsWith("audio/webm"))).toBe("audio/webm;codecs=opus");
  });

  it("is none of those that the server would not take", () => {
    expect(soundType((type) => type === "audio/x-raw")).toBeUndefined();
  });
});
