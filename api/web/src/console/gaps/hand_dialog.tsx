/** Handing gaps to a shift: to whom, which cells, in which words; nothing is sent unseen. */
import { useState } from "preact/hooks";
import { Button, Field } from "../../ui/controls.tsx";
import { Empty, reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { query, useAsked } from "../asking.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Select } from "../parts/select.tsx";
import { number, shortTime } from "../times.ts";
import { t as frame } from "../words.ts";
import { type Choice, spanOf } from "./choice.ts";
import { covers, lookedWords, shiftWords } from "./hand_words.ts";
import { type Draft, draftsOf, MOST_TASKS, type Receiver, send, setWithdrawn } from "./tasks.ts";
import type { Standing } from "./use_gaps.ts";
import type { Page, WireArea, WireShift } from "./wire.ts";
import { t } from "./words.ts";

const ANYBODY = "anybody";
const SHIFTS_OFFERED = 8;
const MOST_LETTERS = 2000;
/** A duty that is done next week is no next one. */
const AHEAD_MS = 3 * 86_400_000;

interface HandProps {
  area: WireArea;
  standing: Standing;
  places: readonly number[];
  /** What was looked at: of some hours or cameras alone, the words say so. */
  choice: Choice;
  close: () => void;
  /** Called once all were sent. */
  sent: () => void;
}

export function HandDialog({ area, standing, places, choice, close, sent }: HandProps) {
  const [openedAt] = useState(Date.now);
  const [whole] = useState(() => draftsOf(standing, places, lookedWords(choice)));
  const [drafts, setDrafts] = useState(whole.slice(0, MOST_TASKS));
  const [chosen, setChosen] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const asked = useAsked<Page<WireShift>>(
    query("/api/v1/shifts", {
      squad: area.squad,
      from: new Date(openedAt).toISOString(),
      to: new Date(openedAt + AHEAD_MS).toISOString(),
      limit: SHIFTS_OFFERED,
    }),
    { follow: false },
  );
  const shifts = asked.body?.items ?? [];
  const isRunning = (one: WireShift) => Date.parse(one.start) <= openedAt;
  const ahead = shifts.filter((one) => !isRunning(one));
  const next = ahead.find((one) => covers(one, spanOf(choice.hours))) ?? ahead[0] ?? shifts[0];
  const to = chosen ?? next?.id ?? ANYBODY;
  const shift = shifts.find((one) => one.id === to);
  const options = [
    ...shifts.map((one) => ({
      value: one.id,
      label: isRunning(one)
        ? t("console_gaps.hand_running", { shift: shiftWords(one) })
        : shiftWords(one),
    })),
    { value: ANYBODY, label: t("console_gaps.hand_anybody") },
  ];
  const run = async () => {
    setBusy(true);
    setFault(null);
    const receiver: Receiver = {
      squad: area.squad,
      area: area.code,
      shiftId: shift?.id ?? null,
      due: shift?.end ?? null,
    };
    const { done, failed, why } = await sendAll(drafts, receiver);
    setBusy(false);
    if (done.length > 0) {
      const whom = shift ? shiftWords(shift) : t("console_gaps.hand_anybody");
      toast(t("console_gaps.hand_done", { n: number(done.length), whom }), {
        label: frame("console.undo"),
        run: () => void takeBack(done, sent),
      });
    }
    if (failed.length === 0) {
      sent();
      close();
      return;
    }
    setDrafts(failed);
    setFault(t("console_gaps.hand_failed", { n: number(failed.length), why: reasonOf(why) }));
  };
  const nCells = drafts.reduce((sum, one) => sum + one.cells.length, 0);
  const change = (id: string, text: string) =>
    setDrafts(drafts.map((one) => (one.id === id ? { ...one, text } : one)));
  const isReady =
    drafts.length > 0 && drafts.every((one) => one.text.trim()) && (asked.body || asked.error);
  return (
    <Dialog
      title={t("console_gaps.hand_title")}
      close={close}
      act={{
        label: isBusy
          ? t("console_gaps.hand_doing")
          : t("console_gaps.hand_do", { n: number(drafts.length) }),
        run: () => void run(),
        disabled: isBusy || !isReady,
      }}
    >
      <Select label={t("console_gaps.hand_to")} options={options} value={to} choose={setChosen} />
      {asked.body !== null && shifts.length === 0 && (
        <p class="small quiet">{t("console_gaps.hand_no_shift")}</p>
      )}
      {Boolean(asked.error) && <p class="fault">{reasonOf(asked.error)}</p>}
      {drafts.length === 0 ? (
        <Empty>{t("console_gaps.hand_none")}</Empty>
      ) : (
        <>
          <p class="small quiet">
            {t("console_gaps.hand_preview", { n: number(drafts.length), cells: number(nCells) })}
            {shift && ` ${t("console_gaps.hand_due", { at: shortTime(shift.end) })}`}
          </p>
          <ol class="gap-drafts">
            {drafts.map((one, at) => (
              <li key={one.id}>
                <Field
                  label={t("console_gaps.hand_words", { n: at + 1 })}
                  value={one.text}
                  change={(text) => change(one.id, text)}
                  max={MOST_LETTERS}
                  lines
                />
                <Button
                  look="plain"
                  onPress={() => setDrafts(drafts.filter((other) => other !== one))}
                >
                  {t("console_gaps.hand_leave_out")}
                </Button>
              </li>
            ))}
          </ol>
        </>
      )}
      {whole.length > MOST_TASKS && (
        <p class="small quiet">
          {t("console_gaps.hand_too_many", { most: MOST_TASKS, n: whole.length - MOST_TASKS })}
        </p>
      )}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}

async function sendAll(drafts: readonly Draft[], to: Receiver) {
  const done: string[] = [];
  const failed: Draft[] = [];
  let why: unknown = null;
  for (const draft of drafts) {
    try {
      await send(draft, to);
      done.push(draft.id);
    } catch (error) {
      failed.push(draft);
      why = error;
    }
  }
  return { done, failed, why };
}

async function takeBack(ids: readonly string[], then: () => void): Promise<void> {
  try {
    for (const id of ids) await setWithdrawn(id, true);
    toast(t("console_gaps.withdrawn", { n: number(ids.length) }));
  } catch (error) {
    toast(reasonOf(error));
  }
  then();
}
