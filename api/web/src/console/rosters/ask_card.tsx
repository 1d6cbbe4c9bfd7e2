/** One thing asked: what granting it would break, and the leader's answer. */
import { useEffect, useState } from "preact/hooks";
import { Button, Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { type Desk, judged } from "./desk.ts";
import { compared } from "./marks.ts";
import type { Place, Plan } from "./plan.ts";
import { said } from "./saying.ts";
import type { Broken } from "./wire.ts";
import { t } from "./words.ts";

interface AskProps {
  desk: Desk;
  places: readonly Place[];
  after: Plan;
  /** A swap that was granted is not undone by another answer. */
  isFinal?: boolean;
  point: (places: ReadonlySet<Place>) => void;
  answer: (isGranted: boolean, note: string) => Promise<void>;
  children: preact.ComponentChildren;
}

export function Ask({ desk, places, after, isFinal, point, answer, children }: AskProps) {
  const [note, setNote] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const send = (isGranted: boolean) => {
    setSending(true);
    answer(isGranted, note.trim())
      .catch(setError)
      .finally(() => setSending(false));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only shows its days in the grid
    <div
      class="ask"
      onMouseEnter={() => point(new Set(places))}
      onMouseLeave={() => point(new Set())}
    >
      {children}
      <Consequence desk={desk} after={after} />
      <Field label={t("console_rosters.note")} value={note} change={setNote} />
      {error !== null && (
        <p class="fault" role="alert">
          {reasonOf(error)}
        </p>
      )}
      {isFinal && <p class="quiet small">{t("console_rosters.swap_is_final")}</p>}
      <div class="button-row">
        <Button look="strong" disabled={isSending} onPress={() => send(true)}>
          {t("console_rosters.grant")}
        </Button>
        <Button disabled={isSending} onPress={() => send(false)}>
          {t("console_rosters.refuse")}
        </Button>
      </div>
    </div>
  );
}

/** What would be broken if it were granted and nobody stepped in. */
function Consequence({ desk, after }: { desk: Desk; after: Plan }) {
  const [found, setFound] = useState<{ more: Broken[]; less: Broken[] } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const kept = desk.kept.value;
  useEffect(() => {
    if (kept === null) return;
    let isOver = false;
    Promise.all([judged(kept.roster, kept.plan), judged(kept.roster, after)])
      .then(([was, will]) => {
        if (!isOver) setFound(compared(was.broken, will.broken));
      })
      .catch((failure: unknown) => !isOver && setError(failure));
    return () => {
      isOver = true;
    };
  }, [kept]);
  if (error !== null) return <p class="quiet">{reasonOf(error)}</p>;
  if (found === null) return <p class="quiet">{t("console_rosters.checking")}</p>;
  const hard = found.more.filter((one) => one.hard);
  const nSoft = found.more.length - hard.length;
  return (
    <div class="consequence">
      {hard.length === 0 ? (
        <p class="all-met">{t("console_rosters.breaks_nothing")}</p>
      ) : (
        <>
          <p>{t("console_rosters.would_break", { n: hard.length })}</p>
          <ul class="broken-list">
            {hard.slice(0, 5).map((one) => (
              <li key={one.rule + one.zh} class="bad">
                {said(one)}
              </li>
            ))}
          </ul>
        </>
      )}
      {nSoft > 0 && <p class="quiet small">{t("console_rosters.would_strain", { n: nSoft })}</p>}
    </div>
  );
}
