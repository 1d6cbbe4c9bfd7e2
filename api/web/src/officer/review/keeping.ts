/** A review of a camera's file on its way: with the signature's picture, or as it is without. */

import { uuid7 } from "../../base/ids.ts";
import { sha256 } from "../../capture/index.ts";
import { evidenceId } from "../../outbox/derived_ids.ts";
import type { NewFile } from "../../outbox/index.ts";
import { pictureOf } from "../seizure/signature_picture.ts";
import { isDrawn, type Stroke } from "../seizure/strokes.ts";
import { nowIso } from "../state/clock.ts";
import { here } from "../state/entry.ts";
import { inChinese } from "../words.ts";

export type Result = "clear" | "unclear";

/** What a reviewer drew, and when the last stroke ended. */
export interface Drawn {
  at: string;
  strokes: readonly Stroke[];
}

export interface Review {
  incidentId: string;
  evidenceId: string;
  camera: string;
  result: Result;
  isPublished: boolean;
  drawn: Drawn | null;
  label: string;
}

export function hasSigned(drawn: Drawn | null): drawn is Drawn {
  return drawn !== null && isDrawn(drawn.strokes);
}

/**
 * Keep a review and the picture of its signature, both or none; rejects when it was not kept.
 *
 * Return the signature's id as evidence, null without one.
 */
export async function keepReview(review: Review): Promise<string | null> {
  const { incidentId, drawn, label } = review;
  const id = uuid7();
  const at = nowIso();
  const file = hasSigned(drawn) ? await signatureOf(drawn, incidentId) : null;
  const signature = file && (await evidenceId("incident", incidentId, file.sha256));
  const body = {
    evidence_id: review.evidenceId,
    camera: review.camera,
    at,
    result: review.result,
    location_published: review.isPublished,
    signature,
  };
  const path = `/api/v1/camera-reviews/${id}`;
  await here().outbox.add({ id, kind: "camera_review", path, body, label, at }, file ? [file] : []);
  return signature;
}

async function signatureOf(drawn: Drawn, incidentId: string): Promise<NewFile> {
  const blob = await pictureOf(drawn.strokes);
  return {
    blob,
    sha256: await sha256(await blob.arrayBuffer()),
    recordKind: "incident",
    recordId: incidentId,
    // The same for each file that is reviewed, whatever language that is done in.
    note: inChinese("officer.review.signature_note", { who: here().officer.name }),
    at: drawn.at,
  };
}
