/** When and where a JPEG says that it was taken. */

export interface Told {
  /** Unix milliseconds by the camera's clock. */
  atMs: number | null;
  lon: number | null;
  lat: number | null;
}

const NOTHING: Told = { atMs: null, lon: null, lat: null };

const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;
const DATE_TIME = 0x0132;
const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;
const SIZE_OF_TYPE = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/**
 * Read the EXIF of a photo; what is missing, broken or no JPEG tells nothing.
 *
 * @param zoneMin minutes east of UTC of a camera that names no offset
 */
export function readExif(data: ArrayBuffer, zoneMin: number): Told {
  try {
    const tiff = exifOf(new DataView(data));
    return tiff === null ? NOTHING : toldBy(new Tiff(tiff), zoneMin);
  } catch (error) {
    // A DataView throws this at whatever points outside it.
    if (error instanceof RangeError) return NOTHING;
    throw error;
  }
}

function exifOf(view: DataView): DataView | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 4 <= view.byteLength) {
    const marker = view.getUint16(at);
    const length = view.getUint16(at + 2);
    if (marker < 0xffc0 || marker === 0xffda || length < 2) return null;
    const isExif =
      marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966 && view.getUint16(at + 8) === 0;
    if (isExif) return new DataView(view.buffer, view.byteOffset + at + 10, length - 8);
    at += 2 + length;
  }
  return null;
}

/** Where an entry's values are, and what they are. */
interface Entry {
  type: number;
  count: number;
  at: number;
}

class Tiff {
  private readonly little: boolean;

  constructor(private readonly view: DataView) {
    this.little = view.getUint16(0) === 0x4949;
  }

  first(): Map<number, Entry> {
    return this.directory(this.view.getUint32(4, this.little));
  }

  directory(at: number): Map<number, Entry> {
    const entries = new Map<number, Entry>();
    const count = this.view.getUint16(at, this.little);
    for (let n = 0; n < count; n++) {
      const place = at + 2 + 12 * n;
      const type = this.view.getUint16(place + 2, this.little);
      const values = this.view.getUint32(place + 4, this.little);
      const isInline = (SIZE_OF_TYPE[type] ?? 1) * values <= 4;
      const where = isInline ? place + 8 : this.view.getUint32(place + 8, this.little);
      entries.set(this.view.getUint16(place, this.little), { type, count: values, at: where });
    }
    return entries;
  }

  inner(entry: Entry | undefined): Map<number, Entry> {
    return entry === undefined
      ? new Map()
      : this.directory(this.view.getUint32(entry.at, this.little));
  }

  text(entry: Entry | undefined): string {
    if (entry === undefined || entry.type !== 2) return "";
    let text = "";
    for (let n = 0; n < Math.min(entry.count, 64); n++) {
      const letter = this.view.getUint8(entry.at + n);
      if (letter === 0) break;
      text += String.fromCharCode(letter);
    }
    return text.trim();
  }

  degrees(entry: Entry | undefined): number | null {
    if (entry === undefined || entry.type !== 5 || entry.count !== 3) return null;
    const part = (n: number) =>
      this.view.getUint32(entry.at + 8 * n, this.little) /
      this.view.getUint32(entry.at + 8 * n + 4, this.little);
    const value = part(0) + part(1) / 60 + part(2) / 3600;
    return Number.isFinite(value) ? value : null;
  }
}

function toldBy(tiff: Tiff, zoneMin: number): Told {
  const first = tiff.first();
  const inner = tiff.inner(first.get(EXIF_IFD));
  const text = tiff.text(inner.get(DATE_TIME_ORIGINAL)) || tiff.text(first.get(DATE_TIME));
  const atMs = moment(text, tiff.text(inner.get(OFFSET_TIME_ORIGINAL)), zoneMin);
  const gps = tiff.inner(first.get(GPS_IFD));
  const lat = signed(tiff.degrees(gps.get(2)), tiff.text(gps.get(1)), "S");
  const lon = signed(tiff.degrees(gps.get(4)), tiff.text(gps.get(3)), "W");
  const isPlace = lat !== null && lon !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  // Android blanks the place of photos for apps that may not know it: with zeros.
  const isBlank = lat === 0 && lon === 0;
  return isPlace && !isBlank ? { atMs, lon, lat } : { atMs, lon: null, lat: null };
}

function moment(text: string, offset: string, zoneMin: number): number | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text);
  if (parts === null || Number(parts[1]) < 1990) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const utc = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(utc)) return null;
  const east = /^([+-])(\d\d):(\d\d)$/.exec(offset);
  const minutes =
    east === null ? zoneMin : (east[1] === "-" ? -1 : 1) * (60 * Number(east[2]) + Number(east[3]));
  return utc - minutes * 60_000;
}

function signed(value: number | null, side: string, negative: string): number | null {
  if (value === null) return null;
  return side.toUpperCase() === negative ? -value : value;
}
