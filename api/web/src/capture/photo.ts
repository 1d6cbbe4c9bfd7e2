/**
 * A photo made ready to be sent: shrunk here, since lines are bad, and stamped for people to read.
 *
 * Two pictures come of one. The *evidence* is the photo alone, at most 2048 pixels long, with an
 * EXIF of our own (time and place at the shutter, digest of the original): the server compares
 * that with the record, and makes its own stamped copies for others. The *stamped* copy, without
 * any EXIF, is for this phone: to look at, to show, to keep in its gallery.
 */
import { Clock, zoneMinutes } from "./clock.ts";
import { CaptureError } from "./errors.ts";
import { readExif } from "./exif_reading.ts";
import { withExif } from "./exif_writing.ts";
import { sha256 } from "./hash.ts";
import { drawn, isHeif, opened, toJpeg } from "./picture.ts";
import type { Place } from "./position.ts";
import { recentPlaces } from "./recent_places.ts";
import { placeAtShutter, type Shot, shotOf } from "./shutter.ts";
import { type StampLabel, stampedCanvas, stampLines } from "./stamp.ts";

export interface Photo {
  /** The evidence. */
  blob: Blob;
  sha256: string;
  /** Null when this phone cannot open the photo's format, and sends the original as it is. */
  stamped: Blob | null;
  originalSha256: string;
  originalBytes: number;
  /** In pixels, upright; null like `stamped`. */
  width: number | null;
  height: number | null;
  /** ISO 8601, UTC: at the shutter, or no later than that. */
  at: string;
  lon: number | null;
  lat: number | null;
  accuracyM: number | null;
}

/**
 * Make a photo ready.
 *
 * @param at where the phone is; what it knew nearer to the time of the shutter counts before it
 * @throws CaptureError when it cannot be read, is no photo, or is too large
 */
export async function takePhoto(
  file: File,
  at: Place | null,
  label: StampLabel,
  clock: Clock = new Clock(),
): Promise<Photo> {
  const original = await bytesOf(file);
  const originalSha256 = await sha256(original);
  const told = readExif(original, zoneMinutes(clock.deviceNow()));
  const shot = shotOf(told, file.lastModified, clock);
  const places = at === null ? recentPlaces() : [...recentPlaces(), at];
  const place = placeAtShutter(told, places, shot);
  const known = {
    originalSha256,
    originalBytes: original.byteLength,
    at: new Date(shot.atMs).toISOString(),
    lon: place?.lon ?? null,
    lat: place?.lat ?? null,
    accuracyM: place?.accuracyM ?? null,
  };

  const image = await opened(original);
  if (image === null) {
    if (!isHeif(original)) throw new CaptureError("officer.capture.not_a_photo");
    const blob = new Blob([original], { type: "image/heic" });
    return { ...known, blob, sha256: originalSha256, stamped: null, width: null, height: null };
  }
  const zoneMin = zoneMinutes(shot.atMs);
  const picture = drawn(image);
  const jpeg = await toJpeg(picture);
  const evidence = withExif(await jpeg.arrayBuffer(), {
    atMs: shot.isSure ? shot.atMs : null,
    zoneMin,
    place,
    description: `original sha256 ${originalSha256}`,
    comment: JSON.stringify(comment(shot, known, place?.from ?? null)),
  });
  const strip = stampLines({ ...shot, zoneMin, place, originalSha256 }, label);
  const stamped = stampedCanvas(picture, strip);
  const { width, height } = picture;
  const made: Photo = {
    ...known,
    blob: new Blob([evidence], { type: "image/jpeg" }),
    sha256: await sha256(evidence),
    stamped: await toJpeg(stamped),
    width,
    height,
  };
  // Phones give the memory of a canvas back late, and there are ten photos in a row.
  for (const canvas of [picture, stamped]) canvas.width = canvas.height = 0;
  return made;
}

/** Let the browser put a file where downloads go, from where the gallery shows it. */
export function saveToPhone(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // A download that has begun needs its address for a while.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function bytesOf(file: File): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch (error) {
    throw new CaptureError("officer.capture.photo_unreadable", {}, { cause: error });
  }
}

function comment(
  shot: Shot,
  known: { originalSha256: string; originalBytes: number; accuracyM: number | null },
  placeFrom: string | null,
): Record<string, string | number | null> {
  return {
    original_sha256: known.originalSha256,
    original_bytes: known.originalBytes,
    time_from: shot.from,
    clock_offset_ms: shot.offsetMs,
    place_from: placeFrom,
    accuracy_m: known.accuracyM,
  };
}
