/** Where things are kept: a press on a place that was used before, or words of one's own. */

import { Field } from "../../ui/controls.tsx";
import { storagePlaces } from "../state/catalogue.ts";
import { lastPlan } from "../state/patrol.ts";
import { inChinese, t, wordOf } from "../words.ts";

/** Where things are first, as long as the crew is out. */
const CRAFT = {
  boat: "officer.seizure.place_boat",
  car: "officer.seizure.place_car",
} as const;

interface PlaceProps {
  label: string;
  value: string;
  used: readonly string[];
  choose: (place: string) => void;
}

export function PlaceChoice({ label, value, used, choose }: PlaceProps) {
  const mode = lastPlan.value?.mode;
  const craft = mode === undefined || mode === "foot" ? [] : [CRAFT[mode]];
  const listed = storagePlaces.value.map((one) => ({ value: one.zh, label: wordOf(one) }));
  const known = new Set(listed.map((one) => one.value));
  const aboard = craft.map((key) => ({ value: inChinese(key), label: t(key) }));
  for (const { value: one } of aboard) known.add(one);
  const places = [
    ...aboard,
    ...used.filter((one) => !known.has(one)).map((one) => ({ value: one, label: one })),
    ...listed,
  ];
  return (
    <div class="field">
      <Field label={label} value={value} change={choose} max={100} />
      {places.length > 0 && (
        <div class="chips" role="group" aria-label={t("officer.seizure.places_used")}>
          {places.map((one) => (
            <button
              key={one.value}
              type="button"
              class="chip"
              aria-pressed={one.value === value}
              onClick={() => choose(one.value)}
            >
              {one.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
