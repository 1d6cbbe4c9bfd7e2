/** What the next shifts might do about gaps; handed to them as tasks when the leader says so. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { Failed, Loading, reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { tell, useAsked } from "../asking.ts";
import { setWithdrawn } from "../gaps/tasks.ts";
import { Part } from "../parts/page.tsx";
import { dayOf } from "../times.ts";
import { dayWords } from "./saying.ts";
import type { Roster } from "./wire.ts";
import { language, t } from "./words.ts";

type Nothing = "no_crew" | "no_grid" | "no_time" | "nothing_due";

interface ShiftSuggestions {
  day: string;
  code: string;
  nothing: Nothing | null;
  legs: { text: string; area: string; number: number; cells: string[] }[];
  tasks: { id: string; withdrawn: boolean; open: boolean }[];
}

interface Suggestions {
  as_of: string;
  seed: number;
  items: ShiftSuggestions[];
  handed: { new: number; kept: number } | null;
}

const SHOWN_SHIFTS = 6;
const HOUR_MS = 3_600_000;

export function GapsPart({ roster }: { roster: Roster }) {
  const [isOpen, setOpen] = useState(false);
  if (roster.state !== "published")
    return (
      <Part title={t("console_rosters.to_gaps")}>
        <p class="quiet">{t("console_rosters.gaps_when_published")}</p>
      </Part>
    );
  return (
    <Part title={t("console_rosters.to_gaps")}>
      {isOpen ? (
        <Suggested roster={roster} />
      ) : (
        <>
          <p class="quiet">{t("console_rosters.gaps_what")}</p>
          <Button onPress={() => setOpen(true)}>{t("console_rosters.gaps_show")}</Button>
        </>
      )}
    </Part>
  );
}

function Suggested({ roster }: { roster: Roster }) {
  const path = `/api/v1/rosters/${roster.id}/suggestions`;
  const { body, error, again } = useAsked<Suggestions>(path, { follow: false });
  const [handed, setHanded] = useState<Suggestions | null>(null);
  const [isSending, setSending] = useState(false);
  const told = handed ?? body;
  if (told === null) return error ? <Failed error={error} again={again} /> : <Loading />;
  const tasks = told.items.flatMap((one) => one.tasks);
  const open = tasks.filter((one) => one.open).map((one) => one.id);
  const hand = () => {
    setSending(true);
    // A shift that has tasks keeps them, even withdrawn ones: only then are new ones to be made.
    const anew = tasks.length > 0 && tasks.every((one) => one.withdrawn);
    // The same seed: what was looked at is what is handed out.
    tell<Suggestions>(path, { seed: told.seed, anew }, "POST")
      .then((answer) => {
        setHanded(answer);
        toast(t("console_rosters.gaps_handed", { n: answer.handed?.new ?? 0 }));
      })
      .catch((failure: unknown) => toast(reasonOf(failure)))
      .finally(() => setSending(false));
  };
  const move = async (ids: readonly string[], withdrawn: boolean) => {
    setSending(true);
    const done = new Set<string>();
    try {
      for (const id of ids) {
        await setWithdrawn(id, withdrawn);
        done.add(id);
      }
      const back = { label: t("console_rosters.undo"), run: () => void move(ids, false) };
      if (withdrawn) toast(t("console_rosters.gaps_withdrawn", { n: ids.length }), back);
    } catch (failure) {
      toast(reasonOf(failure));
    } finally {
      // What was done before a failure is shown, too.
      setHanded((now) => moved(now ?? told, done, withdrawn));
      setSending(false);
    }
  };
  const shifts = told.items.filter((one) => one.legs.length > 0).slice(0, SHOWN_SHIFTS);
  const isHanded = shifts.every((one) => one.tasks.some((task) => !task.withdrawn));
  if (shifts.length === 0) return <p class="quiet">{whyNone(told.items)}</p>;
  const knownUntil = longAgo(told.as_of, Date.now());
  return (
    <>
      {knownUntil !== null && (
        <p class="note">{t("console_rosters.gaps_known_until", { day: knownUntil })}</p>
      )}
      {shifts.map((one) => (
        <div key={one.day + one.code} class="gap-shift">
          <h3>
            {dayWords(one.day)} {one.code}
          </h3>
          <ul>
            {one.legs.map((leg) => (
              <li key={`${leg.area} ${leg.number}`}>{leg.text}</li>
            ))}
          </ul>
        </div>
      ))}
      {isHanded ? (
        <p class="quiet">{t("console_rosters.gaps_are_handed")}</p>
      ) : (
        <Button onPress={hand} disabled={isSending}>
          {t("console_rosters.gaps_hand")}
        </Button>
      )}
      {open.length > 0 && (
        <Button onPress={() => void move(open, true)} disabled={isSending}>
          {t("console_rosters.gaps_withdraw", { n: open.length })}
        </Button>
      )}
    </>
  );
}

/** Return the last day that is known of, when that is not today: a demo's season is over. */
function longAgo(asOf: string, now: number): string | null {
  const at = Date.parse(asOf);
  return now - at > 24 * HOUR_MS ? dayOf(at - 1) : null;
}

function whyNone(items: readonly ShiftSuggestions[]): string {
  if (items.length === 0) return t("console_rosters.gaps_no_shift");
  const whys: Record<Nothing, string> = {
    nothing_due: t("console_rosters.gaps_nothing_due"),
    no_crew: t("console_rosters.gaps_no_crew"),
    no_grid: t("console_rosters.gaps_no_grid"),
    no_time: t("console_rosters.gaps_no_time"),
  };
  const found = new Set(items.map((one) => one.nothing));
  const told = (Object.keys(whys) as Nothing[]).filter((one) => found.has(one));
  return told.map((one) => whys[one]).join(language.value === "zh" ? "" : " ");
}

/** Return the suggestions with some of their tasks withdrawn, or wanted again. */
function moved(told: Suggestions, ids: ReadonlySet<string>, withdrawn: boolean): Suggestions {
  const items = told.items.map((one) => ({
    ...one,
    tasks: one.tasks.map((task) =>
      ids.has(task.id) ? { ...task, withdrawn, open: !withdrawn } : task,
    ),
  }));
  return { ...told, items };
}
