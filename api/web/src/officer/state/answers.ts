/** Answering tasks and camera alerts. */
import { uuid7 } from "../../base/ids.ts";
import { t } from "../words.ts";
import { nowIso } from "./clock.ts";
import { note } from "./duty.ts";
import { here } from "./entry.ts";
import { running } from "./patrol.ts";
import type { AlertResult, TaskResult } from "./wire.ts";

export async function answerTask(taskId: string, result: TaskResult, text: string): Promise<void> {
  const id = uuid7();
  const at = nowIso();
  await here().outbox.add({
    id,
    kind: "task_answer",
    path: `/api/v1/task-answers/${id}`,
    body: { task_id: taskId, patrol_id: running.value?.id ?? null, at, result, text: text.trim() },
    label: t("officer.label_task_answer"),
    at,
  });
  await remember(taskId, result);
}

export async function answerAlert(
  alertId: string,
  result: AlertResult,
  text: string,
): Promise<void> {
  const id = uuid7();
  const at = nowIso();
  await here().outbox.add({
    id,
    kind: "alert_answer",
    path: `/api/v1/alert-answers/${id}`,
    body: { alert_id: alertId, result, text: text.trim(), at },
    label: t("officer.label_alert_answer"),
    at,
  });
  await remember(alertId, result);
}

function remember(id: string, result: string): Promise<void> {
  return note((own) => ({ answered: { ...own.answered, [id]: result } }));
}
