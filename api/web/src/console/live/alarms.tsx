/** Calls for help and crews that are not heard of: first of all, in red, and what was said to them. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { Twice } from "../../ui/twice.tsx";
import { tell } from "../asking.ts";
import { Part } from "../parts/page.tsx";
import { may } from "../session.ts";
import { shortTime, spanWords } from "../times.ts";
import { ageS, useClock } from "./clock.ts";
import type { Names } from "./names.ts";
import type { AlarmNow, WireSaid } from "./wire.ts";
import { modeWords, signWords, t } from "./words.ts";

interface AlarmsProps {
  alarms: readonly AlarmNow[];
  chosen: string;
  names: Names;
  choose: (alarm: AlarmNow) => void;
  changed: () => void;
}

export function Alarms({ alarms, chosen, names, choose, changed }: AlarmsProps) {
  const now = useClock();
  if (alarms.length === 0) return null;
  const first = [...alarms].sort((one, other) => weight(other) - weight(one));
  return (
    <Part title={t("console_live.alarms")}>
      <ul class="live-alarms">
        {first.map((one) => (
          <li key={one.id} class="live-alarm" data-chosen={one.id === chosen}>
            <button type="button" class="live-alarm-head" onClick={() => choose(one)}>
              <strong>
                {one.kind === "sos" ? t("console_live.call") : t("console_live.overdue")}
              </strong>
              <span class="live-age">{since(one, now)}</span>
              <span class="live-alarm-who">{whoWords(one, names)}</span>
            </button>
            {one.text && <p class="live-alarm-text">{one.text}</p>}
            <p class="small">{placeWords(one, now)}</p>
            <Answers said={one.answers} />
            {may("records.write") && <Acts alarm={one} changed={changed} />}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Calls before silences, and what nobody has seen before the rest. */
function weight({ kind, seen_at, at }: AlarmNow): number {
  const late = Date.parse(at) / 1e15;
  return (kind === "sos" ? 2 : 0) + (seen_at === null ? 1 : 0) + late;
}

function since({ kind, at, silent_since }: AlarmNow, now: number): string {
  const age = spanWords(ageS(kind === "overdue" ? (silent_since ?? at) : at, now));
  return kind === "overdue"
    ? t("console_live.silent_for", { age })
    : t("console_live.ago", { age });
}

function whoWords({ officer, mode, area }: AlarmNow, names: Names): string {
  return [officer?.name, mode && modeWords(mode), area && names.area(area)]
    .filter(Boolean)
    .join(" · ");
}

function placeWords({ position, position_hidden }: AlarmNow, now: number): string {
  if (position_hidden) return t("console_live.place_hidden");
  if (!position) return t("console_live.place_unknown");
  const lon = position.lon.toFixed(5);
  const lat = position.lat.toFixed(5);
  return t("console_live.place_at", { lat, lon, age: spanWords(ageS(position.at, now)) });
}

function Answers({ said }: { said: readonly WireSaid[] }) {
  if (said.length === 0) return <p class="small">{t("console_live.unanswered")}</p>;
  return (
    <ul class="live-said">
      {said.map((one) => (
        <li key={one.at + one.sign}>
          <span class="live-time">{shortTime(one.at)}</span>
          {[one.officer?.name, signWords(one.sign), one.text].filter(Boolean).join(" · ")}
        </li>
      ))}
    </ul>
  );
}

function Acts({ alarm, changed }: { alarm: AlarmNow; changed: () => void }) {
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const say = async (sign: "seen" | "ended") => {
    setSending(true);
    setError(null);
    try {
      const body = { alarm_id: alarm.id, sign, at: new Date().toISOString() };
      await tell(`/api/v1/alarm-signs/${uuid7()}`, body);
      changed();
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <div class="live-acts">
        {alarm.seen_at === null && (
          <Button look="strong" disabled={isSending} onPress={() => void say("seen")}>
            {t("console_live.say_seen")}
          </Button>
        )}
        <Twice look="" disabled={isSending} onPress={() => void say("ended")}>
          {t("console_live.say_ended")}
        </Twice>
      </div>
      {error !== null && (
        <p class="fault" role="alert">
          {reasonOf(error)}
        </p>
      )}
    </>
  );
}
