/** What I asked for and what became of it; first what waits for my own answer. */
import { useState } from "preact/hooks";
import { go } from "../../base/router.ts";
import { Button } from "../../ui/controls.tsx";
import { Empty } from "../../ui/states.tsx";
import { toldWords } from "../queue/words.ts";
import { shortTime } from "../state/clock.ts";
import { notices } from "../state/notices.ts";
import { rosterFailure, rosterFetchedAt } from "../state/roster.ts";
import { useSeen } from "../state/seen.ts";
import { mayPlan } from "../state/tallies.ts";
import { Screen } from "../ui/screen.tsx";
import { type Key, t } from "../words.ts";
import { AskCard } from "./ask_card.tsx";
import { type AllAsked, type AskedLeave, type AskedSwap, type AskedWish, isOpen } from "./asked.ts";
import { answer } from "./asking.ts";
import { ToDecide } from "./to_decide.tsx";
import { useSaving } from "./use_saving.ts";
import type { TakerSays } from "./wire.ts";
import { type Withdrawable, WithdrawSheet } from "./withdraw_sheet.tsx";
import {
  daysWord,
  day as dayWord,
  leaveWord,
  spanWords,
  stateWord,
  toneOf,
  weightWord,
  wishWords,
} from "./words.ts";

interface AsksProps {
  asked: AllAsked;
  today: string;
}

export function AsksScreen({ asked, today }: AsksProps) {
  const [taken, setTaken] = useState<Withdrawable | null>(null);
  useSeen("roster_answer");
  useSeen("swap", subjectsOf("swap"));
  useSeen("leave", subjectsOf("leave"));
  const waits = (one: AskedSwap) => one.state === "asked";
  const toAnswer = asked.offered.filter(waits);
  const others = asked.offered.filter((one) => !waits(one));
  const { leaves, swaps, wishes } = asked;
  const isEmpty = [...leaves, ...swaps, ...wishes, ...asked.offered].length === 0;
  return (
    <Screen
      title={t("officer.roster.asks")}
      sub={t("officer.as_of", { at: shortTime(rosterFetchedAt.value) })}
      two
      pinned={
        <>
          <Button look="strong" large onPress={() => go("roster", "leave")}>
            {t("officer.roster.ask_leave")}
          </Button>
          <Button large onPress={() => go("roster", "wish")}>
            {t("officer.roster.ask_wish")}
          </Button>
        </>
      }
    >
      {rosterFailure.value !== null && <p class="note">{t("officer.roster.old")}</p>}
      {isEmpty && !mayPlan.value && <Empty>{t("officer.roster.no_asks")}</Empty>}
      <Part heading="officer.roster.to_answer" all={toAnswer}>
        {(one) => <OfferCard of={one} />}
      </Part>
      {mayPlan.value && <ToDecide />}
      <Part heading="officer.roster.swap" all={swaps}>
        {(one) => (
          <AskCard
            title={`${dayWord(one.body.day)} ${one.shift ?? ""} → ${one.taker}`}
            sub={returnWords(one, "mine")}
            tone={toneOf(one.state)}
            state={stateWord(one.state, "swap")}
            of={one}
            withdraw={isOpen(one) ? () => setTaken({ kind: "swap", of: one }) : null}
          />
        )}
      </Part>
      <Part heading="officer.roster.leave" all={leaves}>
        {(one) => <LeaveCard of={one} today={today} withdraw={setTaken} />}
      </Part>
      <Part heading="officer.roster.wish" all={wishes}>
        {(one) => <WishCard of={one} today={today} withdraw={setTaken} />}
      </Part>
      <Part heading="officer.roster.answered" all={others}>
        {(one) => (
          <AskCard
            title={`${dayWord(one.body.day)} ${one.shift ?? ""} ← ${one.officer}`}
            sub={returnWords(one, "theirs")}
            tone={toneOf(one.state)}
            state={stateWord(one.state, "swap")}
            of={one}
            withdraw={null}
          />
        )}
      </Part>
      {taken && <WithdrawSheet what={taken} close={() => setTaken(null)} />}
    </Screen>
  );
}

function subjectsOf(kind: "leave" | "swap"): string[] {
  return notices.value.filter((one) => one.kind === kind).map((one) => one.subject.id);
}

interface PartProps<A> {
  heading: Key;
  all: A[];
  children: (one: A) => preact.ComponentChildren;
}

function Part<A extends { id: string }>({ heading, all, children }: PartProps<A>) {
  if (all.length === 0) return null;
  return (
    <section class="stack" aria-label={t(heading)}>
      <h2 class="heading">
        {t(heading)} <span class="quiet">{all.length}</span>
      </h2>
      <ul class="stack">
        {all.map((one) => (
          <li key={one.id}>{children(one)}</li>
        ))}
      </ul>
    </section>
  );
}

interface OwnProps<A> {
  of: A;
  today: string;
  withdraw: (what: Withdrawable) => void;
}

function LeaveCard({ of, today, withdraw }: OwnProps<AskedLeave>) {
  const { kind, first_day, last_day } = of.body;
  const canWithdraw = (isOpen(of) || of.state === "granted") && last_day >= today;
  return (
    <AskCard
      title={spanWords(first_day, last_day)}
      sub={[leaveWord(kind), daysWord(first_day, last_day), of.isLate && t("officer.roster.late")]
        .filter(Boolean)
        .join(" · ")}
      tone={kind === "sick" && of.state === "asked" ? "ok" : toneOf(of.state)}
      state={stateWord(of.state, kind === "sick" ? "sick" : "leave")}
      of={of}
      withdraw={canWithdraw ? () => withdraw({ kind: "leave", of }) : null}
    />
  );
}

function WishCard({ of, today, withdraw }: OwnProps<AskedWish>) {
  const isGone = of.state === "withdrawn";
  return (
    <AskCard
      title={`${dayWord(of.body.day)} ${wishWords(of)}`}
      sub={weightWord(of.body.weight)}
      tone={isGone ? "" : "ok"}
      state={isGone ? stateWord("withdrawn", "leave") : t("officer.roster.state_noted")}
      of={of}
      withdraw={isGone || of.body.day < today ? null : () => withdraw({ kind: "wish", of })}
    />
  );
}

/** A shift that somebody offers me: yes or no. */
function OfferCard({ of }: { of: AskedSwap }) {
  const [busy, save] = useSaving();
  const { day, squad } = of.body;
  const say = (result: TakerSays) =>
    save(
      () => answer({ squad, kind: "swap", id: of.id, day }, result),
      () => {},
    );
  return (
    <div class="due-card" data-tone="wait">
      <span class="strong">
        {t("officer.roster.offer", { who: of.officer, day: dayWord(day), shift: of.shift ?? "" })}
      </span>
      <span class="quiet small">{returnWords(of, "theirs")}</span>
      {of.refusal && <span class="fault">{toldWords(of.refusal)}</span>}
      <span class="choice-row">
        <Button look="strong" disabled={busy} onPress={() => say("agreed")}>
          {t("officer.roster.agree")}
        </Button>
        <Button disabled={busy} onPress={() => say("declined")}>
          {t("officer.roster.decline")}
        </Button>
      </span>
    </div>
  );
}

function returnWords({ body, returnedShift }: AskedSwap, whose: "mine" | "theirs"): string {
  const { returned_day } = body;
  if (returned_day === null) return t("officer.roster.gives_nothing");
  const fill = { day: dayWord(returned_day), shift: returnedShift ?? "" };
  return whose === "mine" ? t("officer.roster.gives", fill) : t("officer.roster.gives_me", fill);
}
