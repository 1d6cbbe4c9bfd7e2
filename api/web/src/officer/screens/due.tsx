/** What falls due: the overdue first and loud, each in days and hours. */
import { useEffect, useState } from "preact/hooks";
import { shortDayAt } from "../../base/local_time.ts";
import { go } from "../../base/router.ts";
import type { DueGroup, DueLine, Pressing } from "../../records/due_groups.ts";
import type { ClockTold, Remark } from "../../records/seizure_wire.ts";
import { clockWord } from "../../records/terms.ts";
import { Button, Field } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { DueSteps } from "../cases/due_steps.tsx";
import { now, shortTime } from "../state/clock.ts";
import {
  decideCase,
  dueCounts,
  dueFailure,
  dueFetchedAt,
  dueGroups,
  dueSteps,
  dueTold,
  refreshDue,
  useUnsent,
} from "../state/due.ts";
import * as duty from "../state/duty.ts";
import { status } from "../state/entry.ts";
import { leftWords } from "../state/left.ts";
import { useSeen } from "../state/seen.ts";
import { canSeize } from "../state/tallies.ts";
import { Screen } from "../ui/screen.tsx";
import { type Key, language, t, wordOf } from "../words.ts";

const HEADING: Record<Pressing, Key> = {
  overdue: "officer.due.overdue",
  due_soon: "officer.due.soon",
  running: "officer.due.later",
};
const TONE: Record<Pressing, string> = { overdue: "bad", due_soon: "wait", running: "" };

export function DueScreen() {
  const [asked, setAsked] = useState<DueGroup | null>(null);
  const unsent = useUnsent();
  const told = dueTold.value;
  useSeen("due");
  // What was sent just now may have ended a period.
  useEffect(() => void refreshDue(), [status.value?.lastSentAt]);
  return (
    <Screen title={t("officer.due.title")} sub={subWords()}>
      {told === null ? (
        dueFailure.value ? (
          <Failed error={dueFailure.value} again={() => void refreshDue()} />
        ) : (
          <Loading />
        )
      ) : (
        <>
          {dueFailure.value !== null && <p class="note">{t("officer.due.old")}</p>}
          {unsent.seizures > 0 && (
            <p class="note">{t("officer.due.unsent_seizures", { n: unsent.seizures })}</p>
          )}
          {dueGroups.value.length + dueSteps.value.length === 0 && (
            <Empty>{t("officer.due.none")}</Empty>
          )}
          {(Object.keys(HEADING) as Pressing[]).map((pressing) => (
            <Part key={pressing} pressing={pressing} about={unsent.about} open={setAsked} />
          ))}
          <DueSteps />
          {told.remarks.map((one) => (
            <p key={one.where + one.key} class="note typed">
              {[one.where, reasonOf(one)].filter(Boolean).join(" · ")}
            </p>
          ))}
          <Rest leftOut={told.n_left_out} older={told.n_older_cases} />
        </>
      )}
      {asked && <CaseSheet group={asked} close={() => setAsked(null)} />}
    </Screen>
  );
}

function subWords(): string {
  const { overdue, soon } = dueCounts.value;
  const parts = [
    overdue > 0 && t("officer.due.n_overdue", { n: overdue }),
    soon > 0 && t("officer.due.n_soon", { n: soon }),
    dueFetchedAt.value && t("officer.as_of", { at: shortTime(dueFetchedAt.value) }),
  ];
  return parts.filter(Boolean).join(" · ") || " ";
}

interface PartProps {
  pressing: Pressing;
  about: ReadonlySet<string>;
  open: (group: DueGroup) => void;
}

function Part({ pressing, about, open }: PartProps) {
  const groups = dueGroups.value.filter((one) => one.pressing === pressing);
  if (groups.length === 0) return null;
  return (
    <section class="stack" aria-label={t(HEADING[pressing])}>
      <h2 class="heading due-heading" data-tone={TONE[pressing]}>
        {t(HEADING[pressing])} <span class="quiet">{groups.length}</span>
      </h2>
      <ul class="stack">
        {groups.map((one) => (
          <li key={one.subject.id}>
            <Card group={one} isUnsent={about.has(one.subject.id)} open={() => open(one)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CardProps {
  group: DueGroup;
  isUnsent: boolean;
  open: () => void;
}

function Card({ group, isUnsent, open }: CardProps) {
  const { subject, lines, pressing } = group;
  const show = subject.kind === "seizure" ? () => go("seizure", subject.id) : open;
  return (
    <button type="button" class="due-card" data-tone={TONE[pressing]} onClick={show}>
      <span class="row spread">
        <span class="strong typed">{titleOf(group)}</span>
        {isUnsent && (
          <span class="tag" data-tone="wait">
            {t("officer.due.unsent_here")}
          </span>
        )}
      </span>
      {lines.map((one) => (
        <Line key={one.clock.kind} line={one} />
      ))}
    </button>
  );
}

function Line({ line: { clock, pressing } }: { line: DueLine }) {
  return (
    <span class="due-line" data-tone={TONE[pressing]}>
      <span class="due-left">{leftWords(clock.due_at, now.value)}</span>
      <span class="due-parts quiet small">
        <span>{clockWord(clock.kind)}</span>
        <span>{untilWords(clock)}</span>
        {!clock.period.verified && <span class="due-doubt">{t("officer.due.unverified")}</span>}
      </span>
    </span>
  );
}

function untilWords({ last_day, due_at }: ClockTold): string {
  return last_day
    ? t("officer.due.last_day", { day: shortDayAt(last_day, now.value) })
    : t("officer.due.until", { at: shortTime(due_at) });
}

function titleOf({ subject }: DueGroup): string {
  if (subject.kind === "seizure") return subject.number || t("officer.due.no_number");
  const category = duty.told.value?.categories.find((one) => one.code === subject.category);
  return t("officer.due.case", {
    what: category ? wordOf(category) : (subject.category ?? ""),
    at: shortTime(subject.at),
  });
}

function reasonOf(remark: Remark): string {
  return language.value === "zh" ? remark.reason_zh : remark.reason_en;
}

function Rest({ leftOut, older }: { leftOut: number; older: number }) {
  const words = [
    leftOut > 0 && t("officer.due.left_out", { n: leftOut }),
    older > 0 && t("officer.due.older_cases", { n: older }),
  ].filter(Boolean);
  return words.length > 0 ? <p class="quiet small">{words.join(" ")}</p> : null;
}

/** A case: what its period goes by, and that it was decided. */
function CaseSheet({ group, close }: { group: DueGroup; close: () => void }) {
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await decideCase(group.subject.id, note);
      toast(t("officer.kept_here"));
      close();
    } catch {
      toast(t("officer.not_kept"));
      setBusy(false);
    }
  };
  return (
    <Sheet title={titleOf(group)} close={close}>
      {group.lines.map(({ clock, pressing }) => (
        <div key={clock.kind} class="stack">
          <Line line={{ clock, pressing }} />
          <p class="note">
            {t("officer.due.by_law", {
              law: clock.period.law,
              article: clock.period.article ?? "",
            })}
            {clock.remarks.map((one) => (
              <span key={one.key} class="due-remark">
                {reasonOf(one)}
              </span>
            ))}
          </p>
        </div>
      ))}
      {canSeize.value ? (
        <>
          <Field label={t("officer.note")} value={note} change={setNote} max={1000} lines />
          <Button look="strong" large wide disabled={busy} onPress={() => void save()}>
            {t("officer.due.case_decided")}
          </Button>
        </>
      ) : (
        <p class="quiet">{t("officer.due.case_certified")}</p>
      )}
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}
