/** What the law says of this incident: a few lines, the rest behind a press. It stops nothing. */
import { useEffect, useId, useState } from "preact/hooks";
import type { Place } from "../../capture/index.ts";
import type { AreaMap } from "../../map/codec.ts";
import {
  datesOf,
  rangeWords,
  remarkWords,
  spotWords,
  standsWords,
  titleOf,
} from "../../records/law_words.ts";
import { dayOf, now } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { law as kept } from "../state/law.ts";
import { maps, want } from "../state/map.ts";
import { canSeize } from "../state/tallies.ts";
import { t, wordOf } from "../words.ts";
import {
  type Act,
  type Applied,
  actsOf,
  appliesIn,
  type Case,
  caseOf,
  isChosen,
  type LawChoice,
  type MyLaw,
  NO_CHOICE,
  type Shown,
  type Standing,
  shownOf,
  standingAt,
} from "./law.ts";
import { LawDecision } from "./law_decision.tsx";
import { LawDetails } from "./law_details.tsx";
import { decidedWords, standingWords } from "./law_said.ts";

const SHOWN_RULES = 2;

export interface About {
  category: string;
  place: Place | null;
  /** When it happened, ISO 8601. */
  at: string;
}

/** What is known of an incident's law at this moment. */
interface Found {
  law: MyLaw;
  acts: Act[];
  act: Act;
  standing: Standing;
  case: Case;
}

/** Return what applies, or why that cannot be said. */
function find({ category, place, at }: About, choice: LawChoice): Found | string {
  const law = kept.value;
  if (law === null) return t("officer.law_no_table");
  const acts = actsOf(law, category);
  const act = acts.find((one) => one.id === choice.act) ?? acts[0];
  if (!act) return t("officer.law_none");
  if (place === null) return t("officer.law_no_place");
  const known = Object.values(maps.value).filter((one): one is AreaMap => one !== null);
  const standing = standingAt(known, place);
  const found = caseOf(law, act.id, standing.level, dayOf(Date.parse(at)), dayOf(now.value));
  return found ? { law, acts, act, standing, case: found } : t("officer.law_case_old");
}

/** Return what a decision says it was shown; null when nothing could be. */
export function shownNow(about: About, choice: LawChoice): Shown | null {
  const found = find(about, choice);
  if (typeof found === "string") return null;
  return shownOf(found.law, found.act.id, found.standing, found.case);
}

interface NoteProps {
  about: About;
  certified: number;
  choice: LawChoice | undefined;
  change: (choice: LawChoice) => void;
}

export function LawNote({ about, certified, choice = NO_CHOICE, change }: NoteProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  useEffect(() => {
    // Those that are shown elsewhere are fetched anew there: zones change seldom.
    for (const { code } of duty.areas.value) if (!maps.value[code]) void want(code);
  }, []);
  const found = find(about, choice);
  if (typeof found === "string") return <p class="note">{found}</p>;
  const { acts, act } = found;
  return (
    <section class="note law" aria-label={t("officer.law")}>
      {acts.length > 1 && (
        <div class="chips" role="radiogroup" aria-label={t("officer.law_which_act")}>
          {acts.map((one) => (
            <button
              key={one.id}
              type="button"
              class="chip"
              role="radio"
              aria-checked={one.id === act.id}
              onClick={() => change({ ...choice, act: one.id, applied: null })}
            >
              {wordOf(one)}
            </button>
          ))}
        </div>
      )}
      <button
        type="button"
        class="law-head"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span class="law-lines">
          <Lines {...found} certified={certified} />
          {isChosen(choice) && (
            <span class="law-decided">
              {t("officer.law_is_decided", {
                what: [decidedWords(choice.done), choice.reason.trim()].filter(Boolean).join(" · "),
              })}
            </span>
          )}
        </span>
        <Chevron />
      </button>
      {open && (
        <div class="law-more" id={id}>
          {canSeize.value ? (
            <LawDecision law={found.law} found={found.case} choice={choice} change={change} />
          ) : (
            <p class="quiet">{t("officer.law_aux")}</p>
          )}
          <LawDetails law={found.law} found={found.case} standing={found.standing} />
        </div>
      )}
    </section>
  );
}

type LinesProps = Pick<Found, "law" | "standing" | "case"> & { certified: number };

/** One to three lines: which rule, where and who, and what may be done at once. */
function Lines({ law, standing, case: found, certified }: LinesProps) {
  const rules = appliesIn(law, found);
  const shown = rules.slice(0, SHOWN_RULES);
  const doubt = found.remarks.find((one) => one.where === "" || rules.length > 1);
  const parts = [
    standingWords(standing),
    ...(rules.length === 1 ? shown.flatMap(whatFollows) : []),
    rules.length > 0 ? officersWords(found, certified) : "",
    ...(rules.length === 1 ? shown.map(({ rule }) => datesOf(rule)) : []),
  ];
  return (
    <>
      {shown.map(({ rule, stands }) => (
        <span key={rule.id + rule.valid_from} class={isSecond(stands) ? "" : "law-title"}>
          {titleOf(rule)}
          {!rule.verified && <span class="law-tag">{t("officer.law_unverified")}</span>}
          {stands && <span class="law-stands">{standsWords(stands)}</span>}
        </span>
      ))}
      {rules.length > SHOWN_RULES && (
        <span>{t("officer.law_more_rules", { n: rules.length - SHOWN_RULES })}</span>
      )}
      {doubt && (
        <span class={rules.length === 0 ? "law-title" : ""}>{remarkWords(doubt, law.rules)}</span>
      )}
      <span class="law-parts">
        <span>
          {parts.filter(Boolean).map((one) => (
            <span key={one}>{one}</span>
          ))}
        </span>
      </span>
    </>
  );
}

/** Whether it only holds if a person finds it lighter. */
function isSecond(stands: Applied["stands"]): boolean {
  return stands === "newer_if_lighter";
}

function whatFollows({ rule, procedures }: Applied): string[] {
  const range = rangeWords(rule.fine);
  return [
    rule.authority ? wordOf(rule.authority) : t("officer.law_no_authority"),
    range === null ? t("officer.law_no_fine") : t("officer.law_fine", { range }),
    spotWords(procedures),
  ];
}

/** Return how many certified officers it takes, and how many there are where that is too few. */
function officersWords({ officers_needed: n }: Case, here: number): string {
  if (n === null) return "";
  return here < n
    ? t("officer.law_officers_here", { n, here })
    : t("officer.law_officers_short", { n });
}

function Chevron() {
  return (
    <svg class="law-mark" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <path d="m3 6 6 6 6-6" fill="none" stroke="currentColor" stroke-width="2.2" />
    </svg>
  );
}
