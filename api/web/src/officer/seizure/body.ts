/** A seizure as `PUT /api/v1/seizures/{id}` takes it. */
import type { SeizureBody, SignatureBody } from "../../records/seizure_wire.ts";
import { type Draft, hasSigned, type Signer } from "./draft.ts";

export interface Setting {
  squad: string | null;
  /** What stands for a number that the officer does not have. */
  numberLater: string;
  /** Of a photo's digest, or of the picture of whose signature it is: its id as evidence. */
  evidence: ReadonlyMap<string, string>;
}

/** The server takes as many. */
const MOST_SIGNATURES = 10;
const MOST_PHOTOS = 20;

export function bodyOf(draft: Draft, { squad, numberLater, evidence }: Setting): SeizureBody {
  return {
    ...(squad ? { squad } : {}),
    incident_id: draft.incidentId,
    number: draft.number.trim() || numberLater,
    measure: draft.measure,
    at: draft.at,
    officers: draft.officers,
    items: draft.items.map((one, at) => ({
      number: at + 1,
      kind: one.kind,
      quantity: one.quantity,
      unit: one.unit,
      condition: one.condition.trim(),
      seal_number: one.seal.trim(),
      storage_place: one.place.trim(),
      photos: one.photos.flatMap((key) => evidence.get(key) ?? []).slice(0, MOST_PHOTOS),
      note: one.note.trim(),
    })),
    signatures: signaturesOf(draft, evidence).slice(0, MOST_SIGNATURES),
    ownerless: draft.ownerless,
    party: draft.ownerless ? null : draft.party,
    note: draft.note.trim(),
  };
}

/** Return who signs, in the order of the paper: whose it was, who saw it, who took it. */
export function signersOf(draft: Draft): Signer[] {
  return [...(draft.ownerless ? [] : ["party"]), "witness", ...draft.officers];
}

function signaturesOf(draft: Draft, evidence: Setting["evidence"]): SignatureBody[] {
  return signersOf(draft).flatMap((who): SignatureBody[] => {
    const signer = who === "party" || who === "witness" ? who : "officer";
    const whose = { signer, officer_id: signer === "officer" ? who : null } as const;
    const { drawn, refused } = draft;
    const image = evidence.get(who);
    const given = drawn[who];
    if (given && image && hasSigned(draft, who)) {
      return [{ ...whose, at: given.at, image, refused: false, recorded_by: null, reason: "" }];
    }
    const said = refused[who];
    if (!said) return [];
    const { at, reason, recordedBy } = said;
    return [{ ...whose, at, image: null, refused: true, recorded_by: recordedBy, reason }];
  });
}
