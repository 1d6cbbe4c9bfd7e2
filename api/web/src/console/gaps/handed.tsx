/** What was handed over, and what became of it: a visit closes a gap, whatever is answered. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { type Asked, query, useAsked } from "../asking.ts";
import { Explained } from "../parts/figure.tsx";
import { Part } from "../parts/page.tsx";
import { may } from "../session.ts";
import { addDays, dayOf, number, shortTime } from "../times.ts";
import { t as frame } from "../words.ts";
import { setWithdrawn } from "./tasks.ts";
import { type Gaps, type Standing, useAgain } from "./use_gaps.ts";
import type { Page, WireTask, WireView } from "./wire.ts";
import { shortCode, t } from "./words.ts";

const DAYS_BACK = 7;
const MOST = 100;

/** Return the gap tasks of the last days, the newest first. */
export function useHanded(area: string): Asked<Page<WireTask>> {
  const from = addDays(dayOf(Date.now()), -DAYS_BACK);
  const path = query("/api/v1/tasks", { area, from, limit: MOST });
  const asked = useAsked<Page<WireTask>>(may("records.read") ? path : null);
  useAgain(asked.again, asked.body?.items.some((one) => one.open) ?? false);
  return asked;
}

interface HandedProps {
  area: string;
  standing: Standing;
  isLive: Gaps["isLive"];
  asked: Asked<Page<WireTask>>;
  choose: (code: string) => void;
}

export function Handed({ area, standing, isLive, asked, choose }: HandedProps) {
  const tasks = (asked.body?.items ?? []).filter((one) => one.cell !== null).reverse();
  // What an earlier month shows says nothing of who was there since.
  const today = dayOf(Date.now());
  const since = { area, from: addDays(today, -DAYS_BACK), through: today };
  const path = tasks.length > 0 && !isLive ? query("/api/v1/gap-view", since) : null;
  const now = useAsked<WireView>(path).body;
  const view = isLive ? standing.view : now;
  if (tasks.length === 0) return null;
  return (
    <Part title={t("console_gaps.handed")}>
      <ul class="gap-handed">
        {tasks.map((one) => (
          <Task
            key={one.id}
            task={one}
            isVisited={view !== null && isVisited(one, standing, view)}
            choose={choose}
            again={asked.again}
          />
        ))}
      </ul>
      <Explained means={t("console_gaps.handed_means", { days: DAYS_BACK })}>
        <span class="tiny quiet">{t("console_gaps.handed_what")}</span>
      </Explained>
    </Part>
  );
}

/** Whether somebody was in its cell since it was handed over. */
function isVisited(task: WireTask, { sheet }: Standing, view: WireView): boolean {
  const place = sheet.places.get(task.cell ?? "");
  const last = place === undefined ? null : (view.last_seen[place] ?? null);
  return last !== null && last * 1000 > Date.parse(task.received_at);
}

interface TaskProps {
  task: WireTask;
  isVisited: boolean;
  choose: (code: string) => void;
  again: () => void;
}

function Task({ task, isVisited, choose, again }: TaskProps) {
  const [isBusy, setBusy] = useState(false);
  const set = async (withdrawn: boolean) => {
    setBusy(true);
    try {
      await setWithdrawn(task.id, withdrawn);
      if (withdrawn) {
        toast(t("console_gaps.withdrawn", { n: number(1) }), {
          label: frame("console.undo"),
          run: () => void set(false),
        });
      } else {
        toast(t("console_gaps.restored"));
      }
    } catch (error) {
      toast(reasonOf(error));
    }
    setBusy(false);
    again();
  };
  const [tone, words] = stateOf(task, isVisited);
  const mayChange = may("duty.plan") && (task.open || task.withdrawn);
  return (
    <li data-task={task.id} data-withdrawn={task.withdrawn}>
      <div class="row spread">
        <button type="button" class="gap-code" onClick={() => choose(task.cell ?? "")}>
          {shortCode(task.cell ?? "")}
        </button>
        <span class="row gap-tags">
          {isVisited && !task.withdrawn && (
            <span class="tag" data-tone="ok">
              {t("console_gaps.task_visited")}
            </span>
          )}
          <span class="tag" data-tone={tone}>
            {words}
          </span>
        </span>
      </div>
      <p class="small typed">{task.text}</p>
      {task.answers.map(
        (one) =>
          one.text && (
            <p class="small quiet typed" key={one.at}>
              {one.text}
            </p>
          ),
      )}
      <div class="row spread">
        <span class="tiny quiet">
          {shortTime(task.received_at)}
          {task.due && ` · ${t("console_gaps.hand_due", { at: shortTime(task.due) })}`}
        </span>
        {mayChange && (
          <Button look="plain" disabled={isBusy} onPress={() => void set(!task.withdrawn)}>
            {t(task.withdrawn ? "console_gaps.restore" : "console_gaps.withdraw")}
          </Button>
        )}
      </div>
    </li>
  );
}

function stateOf(task: WireTask, isVisited: boolean): [string, string] {
  if (task.withdrawn) return ["", t("console_gaps.task_withdrawn")];
  switch (task.answers[task.answers.length - 1]?.result) {
    case "done":
      return ["ok", t("console_gaps.task_done")];
    case "seen_nothing":
      return ["ok", t("console_gaps.task_nothing")];
    case "not_possible":
      return ["bad", t("console_gaps.task_not_possible")];
    default:
      return [isVisited ? "" : "wait", t("console_gaps.task_waits")];
  }
}
