/** Somebody is ill: the smallest change of what was published, shown before it is published. */
import { useEffect, useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { Button, Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { tell } from "../asking.ts";
import { isOver } from "../jobs.ts";
import { DayField } from "../parts/day_field.tsx";
import { Part } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import { addDays, dayOf } from "../times.ts";
import { ChangeList } from "./change_list.tsx";
import { daysOf } from "./cover.ts";
import type { Desk } from "./desk.ts";
import type { Watched } from "./job.ts";
import { JobLine } from "./job_line.tsx";
import { changes, type Place, partsOf, withPin } from "./plan.ts";
import { dayWords, nameIn, said } from "./saying.ts";
import type { Frame, Leave, Replanned } from "./wire.ts";
import { language, t } from "./words.ts";

interface SickProps {
  desk: Desk;
  frame: Frame;
  work: Watched<Replanned>;
  choose: (place: Place) => void;
  done: () => void;
}

/** It ends as soon as it is proven that fewer changes cannot do. */
const SECONDS = 180;
const USUAL_DAYS = 2;

export function Sick({ desk, frame, work, choose, done }: SickProps) {
  const kept = desk.kept.value;
  const today = dayOf(Date.now());
  const roster = kept?.roster;
  const first = roster && roster.first_day > today ? roster.first_day : today;
  const [who, setWho] = useState(frame.people[0]?.officer_id ?? "");
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(addDays(first, USUAL_DAYS));
  const job = work.job.value;
  const found = job !== null && isOver(job) ? job.result : null;
  const isFound = found !== null && "duties" in found;
  useEffect(() => {
    if (isFound && found) desk.show(found.duties);
    return () => {
      desk.shown.value = null;
    };
  }, [job?.id, isFound]);
  if (!kept || !roster) return null;
  const isFault = from > to || to < today || from > roster.last_day;
  const told = frame.leave.filter(
    (one) => one.kind === "sick" && one.counts && one.last_day >= today,
  );
  const begin = () =>
    void work.begin(`/api/v1/rosters/${roster.id}/replan`, {
      seconds: SECONDS,
      leave: [{ officer_id: who, first_day: from, last_day: to }],
    });
  const use = (one: Leave) => {
    setWho(one.officer_id);
    setFrom([one.first_day, first].sort().pop() ?? first);
    setTo(one.last_day);
  };
  const isRunning = job !== null && !isOver(job);
  const people = [...frame.people];
  return (
    <Part title={t("console_rosters.sick")}>
      <p class="quiet">{t("console_rosters.sick_what")}</p>
      {told.length > 0 && (
        <div class="chips">
          {told.map((one) => (
            <button type="button" class="chip" key={one.leave_id} onClick={() => use(one)}>
              {t("console_rosters.sick_told", {
                who: nameIn(frame, one.officer_id),
                days: spanWords(one.first_day, one.last_day),
              })}
            </button>
          ))}
        </div>
      )}
      <Select
        label={t("console_rosters.who")}
        options={people.map((one) => ({
          value: one.officer_id,
          label: nameIn(frame, one.officer_id),
        }))}
        value={who}
        choose={setWho}
      />
      <div class="two-fields">
        <DayField label={t("console_rosters.first_day")} value={from} change={setFrom} />
        <DayField label={t("console_rosters.last_day")} value={to} change={setTo} />
      </div>
      {isFault && <p class="fault">{t("console_rosters.days_wrong")}</p>}
      <Button onPress={begin} disabled={isFault || isRunning || desk.isDirty.value}>
        {t("console_rosters.sick_search")}
      </Button>
      {desk.isDirty.value && <p class="quiet small">{t("console_rosters.save_first")}</p>}
      <JobLine work={work} />
      {isFound && found && (
        <Found desk={desk} frame={frame} work={work} found={found} choose={choose} done={done} />
      )}
    </Part>
  );
}

interface Asked {
  leave: { officer_id: string; first_day: string; last_day: string }[];
}

interface FoundProps extends SickProps {
  found: Replanned;
}

function Found({ desk, frame, work, found, choose, done }: FoundProps) {
  const asked = work.job.value?.asked as unknown as Asked | undefined;
  const [away] = asked?.leave ?? [];
  const usual = away
    ? t("console_rosters.sick_reason", {
        who: nameIn(frame, away.officer_id),
        days: spanWords(away.first_day, away.last_day),
      })
    : "";
  const [reason, setReason] = useState(usual);
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  // Once a proposal: pressed again after half of it failed, the same is sent, and nothing is twice.
  const [noted] = useState(() => ({
    leave: uuid7(),
    answer: uuid7(),
    at: new Date().toISOString(),
  }));
  const [kept, shown] = [desk.kept.value, desk.shown.value];
  if (kept === null || shown === null) return null;
  const now = changes(kept.plan, shown.plan);
  const isOld = `"${found.version}"` !== kept.version;
  const publish = async () => {
    setSending(true);
    setError(null);
    let isOnDesk = false;
    try {
      if (away && !isKnown(frame, away)) {
        const body = { squad: kept.roster.squad, kind: "sick", ...away };
        await tell(`/api/v1/leaves/${noted.leave}`, body);
        // Who notes it for somebody has decided on it, too.
        await tell(`/api/v1/roster-answers/${noted.answer}`, {
          squad: kept.roster.squad,
          target_kind: "leave",
          target_id: noted.leave,
          at: noted.at,
          result: "granted",
        });
      }
      const days = away ? daysOf(away, frame.days) : [];
      desk.edit(days.reduce((plan, place) => withPin(plan, place, false), shown.plan));
      isOnDesk = true;
      desk.shown.value = null;
      if (await desk.save("published", reason.trim())) {
        work.forget();
        const n = new Set(now.map((one) => partsOf(one.place).officer)).size;
        toast(t("console_rosters.is_published", { n }));
        done();
      }
    } catch (failure) {
      setError(failure);
      // Before it was on the desk the last step is somebody's own edit, which stays.
      if (isOnDesk) {
        desk.undo();
        desk.show(found.duties);
      }
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <p>
        <b>{language.value === "zh" ? found.fewest_zh : found.fewest_en}</b>
      </p>
      {[...found.shortages, ...found.broken].map((one) => (
        <p class="broken-card" key={one.zh}>
          {said(one)}
        </p>
      ))}
      <ChangeList changes={now} roster={kept.roster} frame={frame} choose={choose} />
      {isOld && (
        <p class="note" data-tone="wait">
          {t("console_rosters.proposal_old")}
        </p>
      )}
      <Field label={t("console_rosters.reason")} value={reason} change={setReason} lines />
      {error !== null && (
        <p class="note" data-tone="bad" role="alert">
          {reasonOf(error)}
        </p>
      )}
      <div class="button-row">
        <Button
          look="strong"
          disabled={isSending || isOld || now.length === 0 || reason.trim() === ""}
          onPress={() => void publish()}
        >
          {t("console_rosters.sick_publish")}
        </Button>
        <Button onPress={() => work.forget()}>{t("console_rosters.throw")}</Button>
      </div>
    </>
  );
}

/** Whether the leave is kept already: told by phone, say. */
function isKnown(frame: Frame, away: Asked["leave"][number]): boolean {
  return frame.leave.some(
    (one) =>
      one.officer_id === away.officer_id &&
      one.counts &&
      one.first_day <= away.first_day &&
      one.last_day >= away.last_day,
  );
}

function spanWords(first: string, last: string): string {
  return first === last ? dayWords(first) : `${dayWords(first)}—${dayWords(last)}`;
}
