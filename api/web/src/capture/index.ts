/** What a phone can take down of where it is and what it sees and hears. */
export { Clock, localText, WRONG_MS, zoneMinutes } from "./clock.ts";
export { CaptureError, type CaptureKey } from "./errors.ts";
export type { Flow } from "./flow.ts";
export type { Gap, Why } from "./gaps.ts";
export { sha256 } from "./hash.ts";
export { type Photo, saveToPhone, takePhoto } from "./photo.ts";
export {
  type Accuracy,
  accuracyClass,
  bestPosition,
  type Place,
  type PositionProblem,
  type Seen,
  watchPosition,
} from "./position.ts";
export { MAX_SECONDS, type Recording, record, type Sound } from "./sound.ts";
export type { StampLabel } from "./stamp.ts";
export { type Mode, type Phase, startTrack, type Tracker, type TrackState } from "./tracker.ts";
export { type Awake, keepAwake, type Wake } from "./wake.ts";
export { ACCURACY_KEY, FLOW_KEY, GAP_KEY, NOTE_KEY, PROBLEM_KEY, WAKE_KEY } from "./words.ts";
