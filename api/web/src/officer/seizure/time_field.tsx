/** When it was done: now, unless an officer says that it was before. */
import { useState } from "preact/hooks";
import { lastMoment } from "../../base/moment.ts";
import { Field } from "../../ui/controls.tsx";
import { clock, nowIso, shortTime, timeOnly } from "../state/clock.ts";
import { t } from "../words.ts";

interface TimeProps {
  label: string;
  at: string;
  change: (at: string) => void;
}

export function TimeField({ label, at, change }: TimeProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const meant = typed === null ? at : lastMoment(typed, clock.now());
  return (
    <div class="row time-field">
      <Field
        label={label}
        kind="time"
        value={typed ?? timeOnly(at)}
        change={(time) => {
          setTyped(time);
          const moment = lastMoment(time, clock.now());
          if (moment) change(moment);
        }}
        fault={meant === null ? t("officer.seizure.no_time") : null}
        // Of another day, which the clock alone does not say.
        {...(shortTime(at) === timeOnly(at) ? {} : { hint: shortTime(at) })}
      />
      <button
        type="button"
        class="button"
        onClick={() => {
          setTyped(null);
          change(nowIso());
        }}
      >
        {t("officer.seizure.now")}
      </button>
    </div>
  );
}
