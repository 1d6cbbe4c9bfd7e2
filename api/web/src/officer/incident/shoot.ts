/** A photo as it is taken for a record: made ready, stamped, and with its original while it is held. */
import { CaptureError, NOTE_KEY, type Place, takePhoto } from "../../capture/index.ts";
import { clock } from "../state/clock.ts";
import { here } from "../state/entry.ts";
import { t } from "../words.ts";
import type { Taken } from "./taken.ts";

/** Make a photo ready; `record` says on its stamp what it is of. */
export async function shoot(file: File, place: Place | null, record: string): Promise<Taken> {
  const stamp = { record, by: here().officer.badgeNo, noPosition: t(NOTE_KEY.noPosition) };
  const photo = await takePhoto(file, place, stamp, clock);
  return { key: photo.sha256, photo, at: photo.at, place, original: file };
}

export function captureFault(error: unknown): string {
  return error instanceof CaptureError ? t(error.key, error.fill) : t("ui.fault");
}
