/** What could not be met, and what is strained, in words; each leads to its day. */
import type { Asked } from "../asking.ts";
import { Explained } from "../parts/figure.tsx";
import { Part } from "../parts/page.tsx";
import { number } from "../times.ts";
import { type Place, placeOf } from "./plan.ts";
import { dayWords, dutyWords, nameIn, said } from "./saying.ts";
import type { Broken, Check, Doubt, Explanation, Frame, Roster } from "./wire.ts";
import { language, t } from "./words.ts";

export interface RuleName {
  rule: string;
  name_zh: string;
  name_en: string;
  means_zh: string;
  means_en: string;
}

interface BrokenProps {
  check: Check | null;
  roster: Roster;
  frame: Frame;
  rules: Asked<{ items: RuleName[] }>;
  /** Why nobody fills the gaps: of what is saved. */
  explained: Explanation | null;
  pick: (broken: Broken) => void;
  point: (places: ReadonlySet<Place>) => void;
}

const SHOWN = 12;

export function BrokenPart({ check, roster, frame, rules, explained, pick, point }: BrokenProps) {
  if (check === null)
    return (
      <Part title={t("console_rosters.not_met")}>
        <p class="quiet" role="status">
          {t("console_rosters.checking")}
        </p>
      </Part>
    );
  const cards = cardsOf(check.broken.filter((one) => one.hard));
  const soft = check.broken.filter((one) => !one.hard);
  const doubts = check.doubts.filter((one) => !isOfCalendar(one));
  return (
    <>
      <Part title={t("console_rosters.not_met_n", { n: check.n_hard_broken })}>
        {cards.length === 0 && <p class="all-met">{t("console_rosters.all_met")}</p>}
        {cards.slice(0, SHOWN).map((all) => (
          <Card
            key={keyOf(all[0])}
            about={aboutOf(all[0], roster, frame)}
            all={all}
            explained={explained}
            pick={pick}
            point={point}
          />
        ))}
        {cards.length > SHOWN && (
          <details>
            <summary>{t("console_rosters.n_more", { n: cards.length - SHOWN })}</summary>
            <ul class="broken-list">
              {cards
                .slice(SHOWN)
                .map((all) =>
                  all.map((one) => <Item key={keyOf(one)} one={one} pick={pick} point={point} />),
                )}
            </ul>
          </details>
        )}
      </Part>
      <Part
        title={t("console_rosters.strained")}
        aside={
          <Explained means={t("console_rosters.cost_means")}>
            <span class="figure-label">
              {t("console_rosters.cost", { n: number(check.soft_cost) })}
            </span>
          </Explained>
        }
      >
        {byRule(soft).map(([rule, all]) => {
          const name = rules.body?.items.find((one) => one.rule === rule);
          const cost = all.reduce((sum, one) => sum + one.penalty, 0);
          return (
            <details key={rule}>
              <summary>
                {name ? (language.value === "zh" ? name.name_zh : name.name_en) : rule}
                <span class="number">
                  {t("console_rosters.times_cost", { n: all.length, cost: number(cost) })}
                </span>
              </summary>
              {name && (
                <p class="quiet small">{language.value === "zh" ? name.means_zh : name.means_en}</p>
              )}
              <ul class="broken-list">
                {all.map((one) => (
                  <Item key={keyOf(one)} one={one} pick={pick} point={point} />
                ))}
              </ul>
            </details>
          );
        })}
        {soft.length === 0 && <p class="quiet">{t("console_rosters.none_strained")}</p>}
        {check.n_more > 0 && (
          <p class="quiet small">{t("console_rosters.n_more", { n: check.n_more })}</p>
        )}
      </Part>
      {doubts.length > 0 && (
        <Part title={t("console_rosters.doubts")}>
          <ul class="broken-list">
            {doubts.map((one) => (
              <li key={one.where + one.reason_zh}>
                {language.value === "zh" ? one.reason_zh : one.reason_en}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

/** Which kind of day a day is concerns all of a month: it is told above everything else. */
export function isOfCalendar({ where }: Doubt): boolean {
  return where === "calendar";
}

interface OneProps {
  one: Broken;
  pick: (broken: Broken) => void;
  point: (places: ReadonlySet<Place>) => void;
}

interface CardProps extends Omit<OneProps, "one"> {
  about: string;
  all: Card;
  explained: Explanation | null;
}

/** All that is broken at a post, or for somebody, on a day. */
function Card({ about, all, explained, pick, point }: CardProps) {
  const [one] = all;
  return (
    <button
      type="button"
      class="broken-card"
      onClick={() => pick(one)}
      onMouseEnter={() => point(placesOf(one))}
      onMouseLeave={() => point(new Set())}
      onFocus={() => point(placesOf(one))}
      onBlur={() => point(new Set())}
    >
      <b>{about}</b>
      {all.map((each) => (
        <span key={keyOf(each)}>{withoutHead(whyOf(each, explained) ?? said(each))}</span>
      ))}
    </button>
  );
}

function Item({ one, pick, point }: OneProps) {
  return (
    <li>
      <button
        type="button"
        class="link"
        onClick={() => pick(one)}
        onMouseEnter={() => point(placesOf(one))}
        onMouseLeave={() => point(new Set())}
        onFocus={() => point(placesOf(one))}
        onBlur={() => point(new Set())}
      >
        {said(one)}
      </button>
    </li>
  );
}

/** The sentence of a shortage begins with what is broken: then it says why, too. */
function whyOf(one: Broken, explained: Explanation | null): string | null {
  const words = said(one);
  const found = explained?.shortages.find((each) => said(each).startsWith(words));
  return found ? said(found) : null;
}

/** Something, and what else is broken at the same place. */
type Card = readonly [Broken, ...Broken[]];

function cardsOf(broken: readonly Broken[]): Card[] {
  const found = new Map<string, Card>();
  for (const one of broken) {
    const key = [one.officer_id, one.post, one.days.join()].join(" ");
    const there = found.get(key);
    found.set(key, there ? [...there, one] : [one]);
  }
  return [...found.values()];
}

function aboutOf({ officer_id, post, days }: Broken, roster: Roster, frame: Frame): string {
  const shift = roster.posts.find((one) => one.code === post)?.shift ?? "";
  const who =
    officer_id === null ? dutyWords(roster, frame, shift, post) : nameIn(frame, officer_id);
  const [first, last] = [days[0], days[days.length - 1]];
  if (first === undefined || last === undefined) return who;
  return `${first === last ? dayWords(last) : `${dayWords(first)}—${dayWords(last)}`} ${who}`;
}

/** Sentences begin with whom and when they are about, which stands above them. */
function withoutHead(words: string): string {
  const colon = t("console_rosters.colon");
  const at = words.indexOf(colon);
  return at < 0 ? words : words.slice(at + colon.length);
}

export function placesOf({ officer_id, post, days }: Broken): Set<Place> {
  const who = officer_id ?? post;
  return new Set(who === null ? [] : days.map((day) => placeOf(who, day)));
}

function byRule(broken: readonly Broken[]): [string, Broken[]][] {
  const found = new Map<string, Broken[]>();
  for (const one of broken) found.set(one.rule, [...(found.get(one.rule) ?? []), one]);
  return [...found];
}

function keyOf({ rule, officer_id, post, days, zh }: Broken): string {
  return [rule, officer_id, post, days.join(), zh].join(" ");
}
