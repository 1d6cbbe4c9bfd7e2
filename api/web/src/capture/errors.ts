/** What can go wrong while something is captured, as the message that tells it. */

export type CaptureKey =
  | "officer.capture.not_a_photo"
  | "officer.capture.photo_unreadable"
  | "officer.capture.photo_too_large"
  | "officer.capture.photo_not_made"
  | "officer.capture.sound_denied"
  | "officer.capture.sound_missing"
  | "officer.capture.sound_busy"
  | "officer.capture.sound_unsupported"
  | "officer.capture.sound_empty";

export class CaptureError extends Error {
  constructor(
    readonly key: CaptureKey,
    readonly fill: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(key, options);
    this.name = "CaptureError";
  }
}
