/** Hand over: what the next shift should know; then the patrol ends. */
import { useEffect, useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { replace } from "../../base/router.ts";
import { Button, Field } from "../../ui/controls.tsx";
import { Empty } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { nowIso, shortTime } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { here, status } from "../state/entry.ts";
import * as patrol from "../state/patrol.ts";
import { openTasks, pointsDone } from "../state/tallies.ts";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";
import { shiftOfMine } from "./home.tsx";

const DRAFT = "draft:handover";

export function HandoverScreen() {
  const on = duty.worked.value ?? duty.shift.value;
  const [text, setText] = useState("");
  const [points, setPoints] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void here()
      .outbox.recall<{ text: string; points: string }>(DRAFT)
      .then((kept) => {
        if (!kept) return;
        setText((now) => now || kept.text);
        setPoints((now) => now || kept.points);
      });
  }, []);
  if (!on) {
    return (
      <Screen title={t("officer.hand_over")}>
        <Empty>{t("officer.no_shift")}</Empty>
      </Screen>
    );
  }
  const keepDraft = (part: { text?: string; points?: string }) => {
    const draft = { text, points, ...part };
    setText(draft.text);
    setPoints(draft.points);
    here()
      .outbox.remember(DRAFT, draft)
      .catch(() => {});
  };
  const save = async () => {
    if (busy) return;
    setBusy(true);
    try {
      if (patrol.running.value) await patrol.end(false);
      if (text.trim() || points.trim()) await send(on.id, text, points);
      await here().outbox.remember(DRAFT, null);
      toast(t("officer.handed_over"));
      replace();
    } catch {
      toast(t("officer.not_kept"));
      setBusy(false);
    }
  };
  return (
    <Screen
      title={t("officer.hand_over")}
      sub={shiftOfMine(on)}
      pinned={
        <Button look="main" large disabled={busy} onPress={() => void save()}>
          {patrol.running.value ? t("officer.end_and_hand_over") : t("officer.hand_over")}
        </Button>
      }
    >
      <Summary />
      <Field
        label={t("officer.handover_text")}
        value={text}
        change={(value) => keepDraft({ text: value })}
        max={2000}
        lines
      />
      <Field
        label={t("officer.handover_points")}
        hint={t("officer.handover_points_hint")}
        value={points}
        change={(value) => keepDraft({ points: value })}
        max={2000}
        lines
      />
      {duty.own.value.handedOver && (
        <p class="note" data-tone="ok">
          {t("officer.handed_over_at", { at: shortTime(duty.own.value.handedOver) })}
        </p>
      )}
      <a class="button wide" href="#/route">
        {t("officer.declare_route")}
      </a>
    </Screen>
  );
}

function Summary() {
  const own = duty.own.value;
  const { done, all } = pointsDone.value;
  const incidents = own.incidents.filter((one) => !one.isVoid);
  const persuaded = incidents.reduce((sum, one) => sum + one.persuaded, 0);
  const seized = incidents.flatMap((one) => one.seized);
  const pieces = seized.reduce((sum, one) => sum + one.quantity, 0);
  const unsent = (status.value?.waiting ?? 0) + (status.value?.filesWaiting ?? 0);
  const rows: [string, string][] = [
    [t("officer.patrols"), String(duty.patrols.value.length)],
    [t("officer.incidents_here"), String(incidents.length)],
    [t("officer.persuaded"), String(persuaded)],
    [t("officer.gear_held"), String(pieces)],
    [t("officer.check_points"), `${done}/${all}`],
    [t("officer.tasks_open"), String(openTasks.value.length)],
    [t("officer.unsent"), String(unsent)],
  ];
  return (
    <dl class="figures">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const MOST_POINTS = 20;
const POINT_LENGTH = 300;

async function send(shiftId: string, text: string, points: string): Promise<void> {
  const id = uuid7();
  const at = nowIso();
  const open = points
    .split("\n")
    .map((line) => line.trim().slice(0, POINT_LENGTH))
    .filter(Boolean);
  await here().outbox.add({
    id,
    kind: "handover",
    path: `/api/v1/handovers/${id}`,
    body: { shift_id: shiftId, text: text.trim(), open_points: open.slice(0, MOST_POINTS), at },
    label: t("officer.label_handover"),
    at,
  });
  await duty.change({ handedOver: at });
}
