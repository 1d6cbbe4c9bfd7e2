import { describe, expect, it } from "vitest";
import { readExif } from "./exif_reading.ts";
import { exifSegment, type Telling, withExif } from "./exif_writing.ts";

const AT = Date.parse("2026-08-15T18:03:07Z");
const BARE = Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);

function telling(changes: Partial<Telling> = {}): Telling {
  return {
    atMs: AT,
    zoneMin: 480,
    place: { lon: 121.012134, lat: 29.421987, accuracyM: 6.4, atMs: AT - 1500 },
    description: "original sha256 00ff",
    comment: '{"original_sha256":"00ff"}',
    ...changes,
  };
}

function photo(changes: Partial<Telling> = {}): ArrayBuffer {
  return withExif(BARE.buffer, telling(changes)).buffer;
}

/** The offset of a text within bytes, or -1. */
function find(data: ArrayBuffer, text: string): number {
  return new TextDecoder("latin1").decode(data).indexOf(text);
}

describe("an EXIF of our own", () => {
  it("tells what was written, to the second and a centimetre", () => {
    const told = readExif(photo(), 0);
    expect(told.atMs).toBe(AT);
    expect(told.lon).toBeCloseTo(121.012134, 7);
    expect(told.lat).toBeCloseTo(29.421987, 7);
  });

  it.each([
    [-70.5, -33.999999999],
    [179.99999999, 0.0000001],
    [-0.00000001, 89.9999999],
    [12, 45],
  ])("carries %f, %f over where seconds round up", (lon, lat) => {
    const told = readExif(photo({ place: { lon, lat, accuracyM: null, atMs: AT } }), 0);
    expect(told.lon).toBeCloseTo(lon, 7);
    expect(told.lat).toBeCloseTo(lat, 7);
  });

  it("leaves out what is not known", () => {
    expect(readExif(photo({ atMs: null, place: null }), 0)).toEqual({
      atMs: null,
      lon: null,
      lat: null,
    });
  });

  it("has the digest of the original in it, and the fix's own time in UTC", () => {
    expect(find(photo(), "original sha256 00ff\0")).toBeGreaterThan(0);
    expect(find(photo(), 'ASCII\0\0\0{"original_sha256":"00ff"}')).toBeGreaterThan(0);
    expect(find(photo(), "2026:08:15\0")).toBeGreaterThan(0);
    expect(find(photo(), "2026:08:16 02:03:07\0")).toBeGreaterThan(0);
  });

  it("keeps every byte of the picture, behind it", () => {
    const made = new Uint8Array(photo());
    const segment = exifSegment(telling());
    expect([...made.slice(0, 2)]).toEqual([0xff, 0xd8]);
    expect([...made.slice(2 + segment.length)]).toEqual([...BARE.slice(2)]);
    expect(segment.length - 2).toBe((segment[2] ?? 0) * 256 + (segment[3] ?? 0));
  });
});

describe("a camera's EXIF", () => {
  it("is read by the zone of the phone when it names none", () => {
    const made = photo();
    const named = find(made, "+08:00");
    new Uint8Array(made).set(new TextEncoder().encode("      "), named);
    expect(readExif(made, 480).atMs).toBe(AT);
    expect(readExif(made, 540).atMs).toBe(AT - 3_600_000);
  });

  it.each(["0000:00:00 00:00:00", "2026:13:45 99:00:00", "    :  :     :  :  "])(
    "that says %s says no time",
    (text) => {
      const made = photo();
      new Uint8Array(made).set(new TextEncoder().encode(text), find(made, "2026:08:16 02:03:07"));
      expect(readExif(made, 0).atMs).toBeNull();
    },
  );

  it("whose place was blanked by the phone has none", () => {
    const place = { lon: 0, lat: 0, accuracyM: null, atMs: AT };
    expect(readExif(photo({ place }), 0).lon).toBeNull();
  });

  it("cut off anywhere, or with any byte wrong, is read as far as can be or not at all", () => {
    const whole = new Uint8Array(photo());
    for (let n = 0; n < whole.length; n++) {
      readExif(whole.slice(0, n).buffer, 0);
      for (const wrong of [0x00, 0x7f, 0xff]) {
        const broken = whole.slice();
        broken[n] = wrong;
        const { lon, lat } = readExif(broken.buffer, 0);
        expect(lon === null ? lat : Math.abs(lon) <= 180).toBe(lon === null ? null : true);
      }
    }
  });

  it("is none in what is no JPEG", () => {
    const text = new TextEncoder().encode("Exif\0\0 of nothing").buffer;
    expect(readExif(text, 0).atMs).toBeNull();
    expect(readExif(new ArrayBuffer(0), 0).atMs).toBeNull();
  });
});
