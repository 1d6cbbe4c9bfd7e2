/** A photo or a sound of an incident that is being written. */
import type { Photo, Place, Sound } from "../../capture/index.ts";
import type { NewFile } from "../../outbox/index.ts";

export interface Taken {
  key: string;
  photo?: Photo;
  sound?: Sound;
  at: string;
  place: Place | null;
  /** As the camera made it; only as long as the app is open, since it is large. */
  original?: File;
}

/** Return what is sent of it. */
export function blobOf({ photo, sound }: Taken): Blob {
  const made = photo ?? sound;
  if (!made) throw new Error("nothing taken");
  return made.blob;
}

export function fileOf(
  taken: Taken,
  recordId: string,
  recordKind: NewFile["recordKind"] = "incident",
): NewFile {
  const { photo, place, key, at } = taken;
  return {
    blob: blobOf(taken),
    sha256: key,
    recordKind,
    recordId,
    note: "",
    at,
    lon: photo?.lon ?? place?.lon ?? null,
    lat: photo?.lat ?? place?.lat ?? null,
  };
}

/** Return a name that tells when an original was made, and which one it is. */
export function originalName({ photo, at, original }: Taken): string {
  const ending = /\.\w{1,5}$/.exec(original?.name ?? "")?.[0] ?? ".jpg";
  const time = at.slice(0, 19).replace(/[-:]/g, "");
  return `geo-patrol-${time}-${photo?.originalSha256.slice(0, 8) ?? ""}${ending.toLowerCase()}`;
}
