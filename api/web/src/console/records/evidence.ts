/** Files that are evidence of a record, and where their copies are. */
import type { t } from "../incidents/words.ts";

export type Doubt =
  | "time_missing"
  | "time_differs"
  | "time_ahead"
  | "place_missing"
  | "place_differs";

export interface EvidenceTold {
  id: string;
  sha256: string;
  record: string;
  kind: "photo" | "video" | "sound" | "document";
  size_bytes: number;
  taken_at: string | null;
  stored_at: string;
  /** Null where the asker reads no free text. */
  note: string | null;
  doubts: Doubt[];
}

type Key = Parameters<typeof t>[0];

export const DOUBT: Record<Doubt, Key> = {
  time_missing: "console_incidents.doubt_time_missing",
  time_differs: "console_incidents.doubt_time_differs",
  time_ahead: "console_incidents.doubt_time_ahead",
  place_missing: "console_incidents.doubt_place_missing",
  place_differs: "console_incidents.doubt_place_differs",
};

export const MEDIA: Record<EvidenceTold["kind"], Key> = {
  photo: "console_incidents.media_photo",
  video: "console_incidents.media_video",
  sound: "console_incidents.media_sound",
  document: "console_incidents.media_document",
};

export function evidencePath(record: string): string {
  return `/api/v1/evidence?record=${encodeURIComponent(record)}`;
}

/** Only photos and scans have a copy that is shown; others are opened as they came in. */
export function hasCopy({ kind }: EvidenceTold): boolean {
  return kind === "photo" || kind === "document";
}

export function copyOf({ sha256, record }: EvidenceTold): string {
  return `/api/v1/evidence/${sha256}/copy?record=${encodeURIComponent(record)}`;
}

export function originalOf({ sha256, record }: EvidenceTold): string {
  return `/api/v1/evidence/${sha256}/original?record=${encodeURIComponent(record)}`;
}
