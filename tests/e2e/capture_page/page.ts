/** What capture does, within reach of a test. */
import * as capture from "../../../api/web/src/capture/index.ts";
import type { TrackBox } from "../../../api/web/src/capture/track_writer.ts";
import type { Fix } from "../../../api/web/src/outbox/types.ts";

const label = { record: "垂钓 · 长诏水库", by: "R-0107", noPosition: "没有位置" };
const clock = new capture.Clock();
const fixes: Fix[] = [];
const cuts: boolean[] = [];
const box: TrackBox = {
  async appendFixes(_patrolId, more) {
    fixes.push(...more);
  },
  async cutTrack(_patrolId, last) {
    cuts.push(last);
  },
  async remember() {},
  async recall() {
    return undefined;
  },
};

async function base64(blob: Blob | null): Promise<string | null> {
  if (blob === null) return null;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

async function takeChosen(place: capture.Place | null): Promise<object> {
  const file = document.querySelector<HTMLInputElement>("#file")?.files?.[0];
  if (file === undefined) throw new Error("nothing chosen");
  try {
    const photo = await capture.takePhoto(file, place, label, clock);
    return {
      ...photo,
      blob: await base64(photo.blob),
      stamped: await base64(photo.stamped),
    };
  } catch (error) {
    if (!(error instanceof capture.CaptureError)) throw error;
    return { key: error.key, fill: error.fill };
  }
}

Object.assign(window, { capture, clock, fixes, cuts, box, base64, takeChosen });
