/** What gear is counted in: written as the papers have it, in Chinese, and shown in either. */
import { inChinese, type Key } from "../words.ts";

export const UNITS: readonly Key[] = [
  "officer.seizure.unit_stick",
  "officer.seizure.unit_length",
  "officer.seizure.unit_net",
  "officer.seizure.unit_set",
  "officer.seizure.unit_boat",
  "officer.seizure.unit_fish",
  "officer.seizure.unit_kilogram",
  "officer.seizure.unit_piece",
];

const UNIT_OF: Record<string, Key> = {
  rod: "officer.seizure.unit_stick",
  fish_spear: "officer.seizure.unit_stick",
  ground_cage: "officer.seizure.unit_length",
  longline: "officer.seizure.unit_length",
  gill_net: "officer.seizure.unit_net",
  cast_net: "officer.seizure.unit_net",
  lift_net: "officer.seizure.unit_net",
  hand_net: "officer.seizure.unit_net",
  electro_set: "officer.seizure.unit_set",
  boat: "officer.seizure.unit_boat",
  raft: "officer.seizure.unit_boat",
  catch: "officer.seizure.unit_fish",
};

/** Return the usual unit of a kind of gear, as it is written. */
export function unitOf(kind: string): string {
  return inChinese(UNIT_OF[kind] ?? "officer.seizure.unit_piece");
}
