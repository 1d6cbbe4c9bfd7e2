/** For who plans duties: leave and swaps that wait for a leader's word. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../base/api.ts";
import { Button, Field } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toldWords } from "../queue/words.ts";
import { nameOfOfficer } from "../state/duty.ts";
import { type Notice, notices } from "../state/notices.ts";
import { t } from "../words.ts";
import { answerHere } from "./asked.ts";
import { answer } from "./asking.ts";
import { useWaiting } from "./use_asked.ts";
import { useSaving } from "./use_saving.ts";
import type { LeaderSays, LeaveKind } from "./wire.ts";
import { day as dayWord, leaveWord, spanWords } from "./words.ts";

export function ToDecide() {
  const [open, setOpen] = useState<Notice | null>(null);
  const waiting = useWaiting() ?? [];
  const waits = notices.value.filter(
    ({ kind, parts }) =>
      (kind === "leave" && parts.state === "asked") ||
      (kind === "swap" && parts.state === "agreed"),
  );
  if (waits.length === 0) return null;
  return (
    <section class="stack" aria-label={t("officer.roster.to_decide")}>
      <h2 class="heading">
        {t("officer.roster.to_decide")} <span class="quiet">{waits.length}</span>
      </h2>
      <ul class="stack">
        {waits.map((one) => {
          const said = answerHere(one.subject.id, waiting);
          return (
            <li key={one.id} class="due-card" data-tone={said?.refusal ? "bad" : "wait"}>
              <span class="strong">{whatOf(one)}</span>
              {said?.refusal && <span class="fault">{toldWords(said.refusal)}</span>}
              {said && !said.refusal ? (
                <span class="tag start" data-tone="wait">
                  {t("officer.due.unsent_here")}
                </span>
              ) : (
                <Button look="strong" onPress={() => setOpen(one)}>
                  {t("officer.roster.decide")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {open && <DecideSheet of={open} close={() => setOpen(null)} />}
    </section>
  );
}

function whatOf({ kind, parts }: Notice): string {
  const who = nameOfOfficer(String(parts.officer_id));
  if (kind === "leave") {
    const days = spanWords(String(parts.first_day), String(parts.last_day));
    return `${who} · ${t("officer.roster.leave")} · ${days}`;
  }
  const taker = nameOfOfficer(String(parts.taker_id));
  const days = [parts.day, parts.returned_day].filter(Boolean).map((one) => dayWord(String(one)));
  return `${who} ⇄ ${taker} · ${days.join(" ⇄ ")}`;
}

function DecideSheet({ of, close }: { of: Notice; close: () => void }) {
  const [note, setNote] = useState("");
  const [busy, save] = useSaving();
  const kind = useKind(of);
  const what = of.kind === "leave" ? "leave" : "swap";
  const day = String(of.parts.first_day ?? of.parts.day);
  const say = (result: LeaderSays) =>
    save(
      () => answer({ squad: of.squad, kind: what, id: of.subject.id, day }, result, note),
      close,
    );
  return (
    <Sheet title={whatOf(of)} close={close}>
      {kind && <p class="big">{leaveWord(kind)}</p>}
      {kind === "sick" && <p class="note">{t("officer.roster.sick_counts")}</p>}
      {what === "swap" && <p class="quiet">{t("officer.roster.judged")}</p>}
      <Field label={t("officer.note")} value={note} change={setNote} max={1000} lines />
      <Button look="strong" large wide disabled={busy} onPress={() => say("granted")}>
        {t("officer.roster.grant")}
      </Button>
      <Button look="danger" wide disabled={busy} onPress={() => say("refused")}>
        {t("officer.roster.refuse")}
      </Button>
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}

/** What a leave is for is in no notice: who may know asks for it. */
function useKind({ kind, subject }: Notice): LeaveKind | null {
  const [found, setFound] = useState<LeaveKind | null>(null);
  useEffect(() => {
    if (kind !== "leave") return;
    let gone = false;
    ask<{ kind: LeaveKind | null }>(`/api/v1/leaves/${subject.id}`)
      .then(({ body }) => !gone && setFound(body?.kind ?? null))
      .catch(() => {});
    return () => {
      gone = true;
    };
  }, [subject.id]);
  return found;
}
