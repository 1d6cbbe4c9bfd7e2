/** What kinds of devices are called. */
import type { DeviceKind } from "./wire.ts";
import { type Key, t } from "./words.ts";

export const DEVICE_KINDS: readonly DeviceKind[] = ["tracker", "camera", "monitor"];

const NAMES: Readonly<Record<DeviceKind, Key>> = {
  tracker: "console_people.kind_tracker",
  camera: "console_people.kind_camera",
  monitor: "console_people.kind_monitor",
};

const MEANS: Readonly<Record<DeviceKind, Key>> = {
  tracker: "console_people.means_tracker",
  camera: "console_people.means_camera",
  monitor: "console_people.means_monitor",
};

export function kindWord(kind: DeviceKind): string {
  return t(NAMES[kind]);
}

export function kindMeans(kind: DeviceKind): string {
  return t(MEANS[kind]);
}
