/** Tasks and camera alerts: what is asked, where, and the answer. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { seenWord } from "../../records/seen_word.ts";
import { Button, Choice, Field, type Option } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Empty } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { answerAlert, answerTask } from "../state/answers.ts";
import { shortTime } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { useSeen } from "../state/seen.ts";
import { callOf, openAlerts, openTasks } from "../state/tallies.ts";
import type { AlertResult, TaskResult } from "../state/wire.ts";
import { Screen } from "../ui/screen.tsx";
import { nameOf, t } from "../words.ts";

export function TasksScreen() {
  const [at, setAt] = useState<string | null>(null);
  const asked = openTasks.value.find((one) => one.id === at);
  useSeen("task", duty.told.value?.tasks.map((one) => one.id) ?? []);
  const options: Option<TaskResult>[] = [
    { value: "done", label: t("officer.task_done") },
    { value: "seen_nothing", label: t("officer.task_nothing") },
    { value: "not_possible", label: t("officer.task_not_possible") },
  ];
  return (
    <Screen title={t("officer.tasks")} sub={asOf()}>
      {openTasks.value.length === 0 ? (
        <Empty>{t("officer.no_tasks")}</Empty>
      ) : (
        <ul class="list">
          {openTasks.value.map((one) => {
            const area = duty.areaOf(one.area);
            return (
              <li key={one.id} class="item">
                <Words title={one.text}>
                  {[
                    one.due && t("officer.due_by", { at: shortTime(one.due) }),
                    area && nameOf(area),
                    one.cell && t("officer.cell_code", { code: one.cell }),
                  ]}
                </Words>
                <Button look="strong" onPress={() => setAt(one.id)}>
                  {t("officer.answer")}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {asked && (
        <AnswerSheet
          title={asked.text}
          options={options}
          send={(result, text) => answerTask(asked.id, result, text)}
          close={() => setAt(null)}
        />
      )}
    </Screen>
  );
}

export function AlertsScreen() {
  const [at, setAt] = useState<string | null>(null);
  const asked = openAlerts.value.find((one) => one.id === at);
  useSeen("camera_alert", duty.told.value?.camera_alerts.map((one) => one.id) ?? []);
  const options: Option<AlertResult>[] = [
    { value: "true", label: t("officer.alert_true") },
    { value: "false", label: t("officer.alert_false") },
    { value: "duplicate", label: t("officer.alert_again") },
  ];
  return (
    <Screen title={t("officer.alerts")} sub={asOf()}>
      {openAlerts.value.length === 0 ? (
        <Empty>{t("officer.no_alerts")}</Empty>
      ) : (
        <ul class="list">
          {openAlerts.value.map((one) => (
            <li key={one.id} class="item">
              <Words
                title={[seenWord(one.kind), one.note].filter(Boolean).join(" · ")}
                first={<Nearest id={one.id} />}
              >
                {[
                  one.camera,
                  shortTime(one.at),
                  Boolean(one.n_repeats) && t("officer.alert_repeats", { n: one.n_repeats ?? 0 }),
                  one.camera_code === null && t("officer.alert_unknown_camera"),
                ]}
              </Words>
              <Button look="strong" onPress={() => setAt(one.id)}>
                {t("officer.answer")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {asked && (
        <AnswerSheet
          title={seenWord(asked.kind)}
          options={options}
          send={(result, text) => answerAlert(asked.id, result, text)}
          close={() => setAt(null)}
        />
      )}
    </Screen>
  );
}

/** Whether it is for my crew to look, since nobody is nearer. */
function Nearest({ id }: { id: string }) {
  const call = callOf(id);
  if (!call?.isOurs) return null;
  return (
    <span class="tag start" data-tone="bad">
      {call.distanceM === null
        ? t("officer.alert_nearest")
        : t("officer.alert_nearest_at", { metres: call.distanceM })}
    </span>
  );
}

function asOf(): string {
  return t("officer.as_of", { at: shortTime(duty.fetchedAt.value) });
}

interface WordsProps {
  title: string;
  /** What is seen before the words. */
  first?: ComponentChildren;
  children: (string | null | false)[];
}

function Words({ title, first, children }: WordsProps) {
  return (
    <span class="item-main">
      {first}
      <span class="item-title typed">{title}</span>
      <span class="quiet small">{children.filter(Boolean).join(" · ") as ComponentChildren}</span>
    </span>
  );
}

interface AnswerProps<T extends string> {
  title: string;
  options: Option<T>[];
  send: (result: T, text: string) => Promise<void>;
  close: () => void;
}

function AnswerSheet<T extends string>({ title, options, send, close }: AnswerProps<T>) {
  const [result, setResult] = useState<T | null>(null);
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const answer = async () => {
    if (!result || busy) return;
    setBusy(true);
    try {
      await send(result, text);
      toast(t("officer.kept_here"));
      close();
    } catch {
      toast(t("officer.not_kept"));
      setBusy(false);
    }
  };
  return (
    <Sheet title={title} close={close}>
      <Choice
        label={t("officer.answer")}
        hideLabel
        options={options}
        value={result}
        choose={setResult}
      />
      <Field label={t("officer.note")} value={text} change={setText} max={2000} lines />
      <Button look="strong" large wide disabled={!result || busy} onPress={() => void answer()}>
        {t("officer.save")}
      </Button>
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}
