/**
 * A small EXIF of our own: when and where a photo was taken, and the digest of its original.
 *
 * It is written into the shrunk copy before that is hashed: the copy's digest, which the server
 * keeps, then vouches for the original's as well. What else the camera wrote (makers' notes,
 * serial numbers, a second picture in small) stays behind.
 */
import { localText, offsetText } from "./clock.ts";

export interface Telling {
  /** Null when it is not known when that was. */
  atMs: number | null;
  /** Minutes east of UTC. */
  zoneMin: number;
  place: { lon: number; lat: number; accuracyM: number | null; atMs: number } | null;
  /** ASCII. */
  description: string;
  /** ASCII. */
  comment: string;
}

type Type = 1 | 2 | 4 | 5 | 7;
interface Field {
  tag: number;
  type: Type;
  count: number;
  data: number[];
}

/** Return a JPEG with an EXIF segment before everything else that it has. */
export function withExif(jpeg: ArrayBuffer, shot: Telling): Uint8Array<ArrayBuffer> {
  const segment = exifSegment(shot);
  const made = new Uint8Array(jpeg.byteLength + segment.length);
  made.set(new Uint8Array(jpeg, 0, 2));
  made.set(segment, 2);
  made.set(new Uint8Array(jpeg, 2), 2 + segment.length);
  return made;
}

/** Return an APP1 segment (EXIF 2.32, big-endian). */
export function exifSegment(shot: Telling): Uint8Array {
  const exif = exifFields(shot);
  const gps = shot.place === null ? null : gpsFields(shot.place);
  const pointers = (exifAt: number, gpsAt: number) => [
    ascii(0x010e, shot.description),
    long(0x8769, exifAt),
    ...(gps === null ? [] : [long(0x8825, gpsAt)]),
  ];
  const exifAt = 8 + sizeOf(pointers(0, 0));
  const gpsAt = exifAt + sizeOf(exif);
  const tiff = [
    ...[0x4d, 0x4d, 0x00, 0x2a, ...bytes32(8)],
    ...directory(pointers(exifAt, gpsAt), 8),
    ...directory(exif, exifAt),
    ...(gps === null ? [] : directory(gps, gpsAt)),
  ];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return Uint8Array.from([0xff, 0xe1, ...bytes16(body.length + 2), ...body]);
}

function exifFields(shot: Telling): Field[] {
  const comment = [...letters("ASCII\0\0\0"), ...letters(shot.comment)];
  return [
    { tag: 0x9000, type: 7, count: 4, data: letters("0232") },
    ...(shot.atMs === null ? [] : timeFields(shot.atMs, shot.zoneMin)),
    { tag: 0x9286, type: 7, count: comment.length, data: comment },
  ];
}

function timeFields(atMs: number, zoneMin: number): Field[] {
  const text = localText(atMs, zoneMin).slice(0, 19);
  return [ascii(0x9003, text.replaceAll("-", ":")), ascii(0x9011, offsetText(zoneMin))];
}

function gpsFields(place: NonNullable<Telling["place"]>): Field[] {
  const utc = new Date(place.atMs).toISOString();
  const time = [11, 14, 17].map((at): [number, number] => [Number(utc.slice(at, at + 2)), 1]);
  const error: [number, number] | null =
    place.accuracyM === null ? null : [Math.round(place.accuracyM * 10), 10];
  return [
    { tag: 0x00, type: 1, count: 4, data: [2, 3, 0, 0] },
    ascii(0x01, place.lat < 0 ? "S" : "N"),
    rational(0x02, sexagesimal(place.lat)),
    ascii(0x03, place.lon < 0 ? "W" : "E"),
    rational(0x04, sexagesimal(place.lon)),
    rational(0x07, time),
    ascii(0x12, "WGS-84"),
    ascii(0x1d, utc.slice(0, 10).replaceAll("-", ":")),
    ...(error === null ? [] : [rational(0x1f, [error])]),
  ];
}

/** Degrees, minutes and ten-thousandths of seconds (3 mm), carried over where they round up. */
function sexagesimal(degrees: number): [number, number][] {
  const parts = Math.round(Math.abs(degrees) * 36_000_000);
  return [
    [Math.floor(parts / 36_000_000), 1],
    [Math.floor(parts / 600_000) % 60, 1],
    [parts % 600_000, 10_000],
  ];
}

function directory(fields: Field[], at: number): number[] {
  const entries: number[] = [];
  const behind: number[] = [];
  for (const { tag, type, count, data } of fields) {
    const isInline = data.length <= 4;
    const where = at + 6 + 12 * fields.length + behind.length;
    entries.push(...bytes16(tag), ...bytes16(type), ...bytes32(count));
    entries.push(...(isInline ? padded(data, 4) : bytes32(where)));
    if (!isInline) behind.push(...padded(data, data.length + (data.length % 2)));
  }
  return [...bytes16(fields.length), ...entries, ...bytes32(0), ...behind];
}

function sizeOf(fields: Field[]): number {
  return directory(fields, 0).length;
}

function ascii(tag: number, text: string): Field {
  const data = [...letters(text), 0];
  return { tag, type: 2, count: data.length, data };
}

function long(tag: number, value: number): Field {
  return { tag, type: 4, count: 1, data: bytes32(value) };
}

function rational(tag: number, values: [number, number][]): Field {
  const data = values.flatMap(([above, below]) => [...bytes32(above), ...bytes32(below)]);
  return { tag, type: 5, count: values.length, data };
}

function letters(text: string): number[] {
  return Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    return code < 0x80 ? code : 0x3f;
  });
}

function padded(data: number[], length: number): number[] {
  return [...data, ...new Array<number>(length - data.length).fill(0)];
}

function bytes16(value: number): number[] {
  return [(value >>> 8) & 0xff, value & 0xff];
}

function bytes32(value: number): number[] {
  return [...bytes16(value >>> 16), ...bytes16(value & 0xffff)];
}
