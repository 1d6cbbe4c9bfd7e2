/** Which message tells what: states of capture are data, and words stand in the catalogue. */
import type { Flow } from "./flow.ts";
import type { Why } from "./gaps.ts";
import type { Accuracy, PositionProblem } from "./position.ts";
import type { Wake } from "./wake.ts";

export const ACCURACY_KEY = {
  good: "officer.capture.accuracy_good",
  fair: "officer.capture.accuracy_fair",
  poor: "officer.capture.accuracy_poor",
} as const satisfies Record<Accuracy, string>;

export const PROBLEM_KEY = {
  denied: "officer.capture.position_denied",
  unavailable: "officer.capture.position_unavailable",
  timeout: "officer.capture.position_timeout",
  insecure: "officer.capture.position_insecure",
  unsupported: "officer.capture.position_unsupported",
} as const satisfies Record<PositionProblem, string>;

/** Null: nothing needs to be said. */
export const FLOW_KEY = {
  ok: null,
  none: "officer.capture.flow_none",
  silent: "officer.capture.flow_silent",
  old: "officer.capture.flow_old",
  frozen: "officer.capture.flow_frozen",
} as const satisfies Record<Flow, string | null>;

/** Null: nothing needs to be said. */
export const WAKE_KEY = {
  held: null,
  waiting: "officer.capture.wake_waiting",
  refused: "officer.capture.wake_refused",
  unsupported: "officer.capture.wake_unsupported",
} as const satisfies Record<Wake, string | null>;

/** Take `from` and `to`, times of day; `gapUntilNow` stands for the `to` of one that goes on. */
export const GAP_KEY = {
  hidden: "officer.capture.gap_hidden",
  closed: "officer.capture.gap_closed",
  no_signal: "officer.capture.gap_no_signal",
  paused: "officer.capture.gap_paused",
} as const satisfies Record<Why, string>;

export const NOTE_KEY = {
  /** For the stamp of a photo. */
  noPosition: "officer.capture.no_position",
  /** Below the place of a record, when there is none: by the map, then. */
  placeByMap: "officer.capture.place_by_map",
  /** Takes `offset`. */
  clockWrong: "officer.capture.clock_wrong",
  /** Takes `count`. */
  fixesUnsaved: "officer.capture.fixes_unsaved",
  /** What a web page cannot do. */
  screenOnly: "officer.capture.screen_only",
  gapUntilNow: "officer.capture.gap_until_now",
  /** A gap so long that the track counts as broken. */
  gapBreaks: "officer.capture.gap_breaks",
  /** A format that this phone cannot open is sent as it is. */
  photoAsIs: "officer.capture.photo_as_is",
} as const;
