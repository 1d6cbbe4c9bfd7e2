/** A call for help, over whatever room is open: who, where, how long ago, and the way there. */
import "./alarm_bar.css";
import { path } from "../../base/router.ts";
import { useAsked } from "../asking.ts";
import { spanWords } from "../times.ts";
import { nameOf } from "../words.ts";
import { calls, useAlarms } from "./alarming.ts";
import { ageS, useClock } from "./clock.ts";
import { isSoundOn, toggleSound } from "./sound.ts";
import { soundWords } from "./sound_switch.tsx";
import type { PageOf, WireAlarm, WireArea, WireLive } from "./wire.ts";
import { t } from "./words.ts";

export function AlarmBar() {
  useAlarms();
  const called = calls.value;
  return (
    <>
      {/* Said once a call: what ticks is not said again each second. */}
      <p class="sr" role="alert">
        {called.length > 0 && t("console_live.title_calls", { n: called.length })}
      </p>
      {called[0] && <Bar latest={called[0]} n={called.length} />}
    </>
  );
}

function Bar({ latest, n }: { latest: WireAlarm; n: number }) {
  const now = useClock();
  // Who called is told with the rest of this moment.
  const live = useAsked<WireLive>("/api/v1/live").body;
  const areas = useAsked<PageOf<WireArea>>("/api/v1/areas", { follow: false }).body?.items ?? [];
  const who = live?.alarms.find(({ id }) => id === latest.id)?.officer?.name;
  const area = areas.find(({ code }) => code === latest.area);
  const isShown = path.value[0] === "live" && path.value[3] === latest.id;
  return (
    <div class="alarm-bar">
      <strong>{t("console_live.call")}</strong>
      <span class="alarm-bar-what">
        {[who, area && nameOf(area)].filter(Boolean).join(" · ")}
        <span class="alarm-bar-age">
          {t("console_live.ago", { age: spanWords(ageS(latest.at, now)) })}
        </span>
        {n > 1 && <span>{t("console_live.more_calls", { n: n - 1 })}</span>}
        <span>
          {latest.seen_at === null ? t("console_live.unseen") : t("console_live.is_seen")}
        </span>
      </span>
      <span class="alarm-bar-acts">
        <button type="button" aria-pressed={isSoundOn.value} onClick={toggleSound}>
          {soundWords()}
        </button>
        {!isShown && (
          <a href={`#/live/${latest.area ?? "-"}/alarm/${latest.id}`}>
            {t("console_live.to_the_place")}
          </a>
        )}
      </span>
    </div>
  );
}
