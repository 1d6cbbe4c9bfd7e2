/** The story of a cell: who was there and when, what was met, what was asked for. */
import { useState } from "preact/hooks";
import { ask } from "../../base/api.ts";
import { Swatch } from "../../map/swatch.tsx";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { query, useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Select } from "../parts/select.tsx";
import { addDays, dayOf, spanWords, weekdayOf } from "../times.ts";
import { ageS, useClock } from "./clock.ts";
import type { Names } from "./names.ts";
import { ToldItem } from "./told.tsx";
import type { WireStory, WireTold } from "./wire.ts";
import { CLASS_WORDS, type Key, placeWords, shortCode, t } from "./words.ts";

interface StoryProps {
  area: string;
  cell: string;
  demo: boolean;
  names: Names;
  close: () => void;
}

/** How far back, in days. */
const REACHES = ["7", "31", "182", "400"] as const;
type Reach = (typeof REACHES)[number];
const USUAL: Reach = "31";
const REACH_WORDS: Record<Reach, Key> = {
  "7": "console_live.reach_7",
  "31": "console_live.reach_31",
  "182": "console_live.reach_182",
  "400": "console_live.reach_400",
};

export function Story({ area, cell, demo, names, close }: StoryProps) {
  const [reach, setReach] = useState<Reach>(USUAL);
  const [until, setUntil] = useState<string | null>(null);
  const from = reach === USUAL || until === null ? null : addDays(dayOf(until), -Number(reach));
  const address = `/api/v1/cells/${encodeURIComponent(area)}/${encodeURIComponent(cell)}/story`;
  const path = query(address, { from });
  const asked = useAsked<WireStory>(path);
  const choose = (wanted: Reach) => {
    setUntil(asked.body?.at ?? new Date().toISOString());
    setReach(wanted);
  };
  return (
    <section class="live-story" aria-label={t("console_live.story_of", { cell })}>
      <div class="live-story-head">
        <Button onPress={close}>{t("console_live.back")}</Button>
        <Select
          hideLabel
          label={t("console_live.reach")}
          options={REACHES.map((value) => ({ value, label: t(REACH_WORDS[value]) }))}
          value={reach}
          choose={choose}
        />
      </div>
      <h2 class="live-code">{shortCode(cell)}</h2>
      <Show asked={asked}>
        {(told) => (
          <>
            <Standing told={told} demo={demo} />
            <Items key={path} path={path} told={told} names={names} />
          </>
        )}
      </Show>
    </section>
  );
}

function Standing({ told, demo }: { told: WireStory; demo: boolean }) {
  const clock = useClock();
  // A demo's season is long over: its cells stand as on its last day.
  const now = demo ? Date.parse(told.at) : clock;
  const words = CLASS_WORDS[told.gap_class] ?? "console_live.class_not_required";
  return (
    <div class="live-standing">
      <p class="quiet">{placeWords(told.kind, told.zone_level)}</p>
      <p class="live-last">
        {told.last_at === null
          ? t("console_live.never_there")
          : t("console_live.last_there", { age: spanWords(ageS(told.last_at, now)) })}
      </p>
      <p class="legend-row">
        <Swatch gap={told.gap_class} />
        {t(words)}
      </p>
      <p class="quiet small">
        {told.required_s === null
          ? t("console_live.required_none")
          : t("console_live.required", { span: spanWords(told.required_s) })}
        {told.counts_when_seen && ` · ${t("console_live.counts_when_seen")}`}
      </p>
    </div>
  );
}

interface ItemsProps {
  path: string;
  told: WireStory;
  names: Names;
}

function Items({ path, told, names }: ItemsProps) {
  const [older, setOlder] = useState<{ items: WireTold[]; next: string | null } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const next = older ? older.next : told.next;
  const goOn = async () => {
    setError(null);
    try {
      const { body } = await ask<WireStory>(withCursor(path, next ?? ""));
      if (body) setOlder({ items: [...(older?.items ?? []), ...body.items], next: body.next });
    } catch (failure) {
      setError(failure);
    }
  };
  const items = [...told.items, ...(older?.items ?? [])];
  const days = byDay(items);
  if (items.length === 0) {
    return <p class="quiet">{t("console_live.nothing_since", { day: dayOf(told.since) })}</p>;
  }
  return (
    <>
      {days.map(([day, its]) => (
        <div key={day} class="live-day">
          <h3>
            {day} {weekdayOf(day)}
          </h3>
          <ol>
            {its.map((one) => (
              <ToldItem key={keyOf(one)} one={one} area={told.area} names={names} />
            ))}
          </ol>
        </div>
      ))}
      {next !== null && (
        <Button wide onPress={() => void goOn()}>
          {t("console_live.older")}
        </Button>
      )}
      {error !== null && (
        <p class="fault" role="alert">
          {reasonOf(error)}
        </p>
      )}
      {told.redacted && <p class="tiny quiet">{t("console_live.redacted")}</p>}
    </>
  );
}

function withCursor(path: string, cursor: string): string {
  return `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
}

function byDay(items: readonly WireTold[]): [string, WireTold[]][] {
  const days = new Map<string, WireTold[]>();
  for (const one of items) {
    const day = dayOf(one.at);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days];
}

function keyOf(one: WireTold): string {
  switch (one.kind) {
    case "visit":
      return `${one.at}${one.patrol_id ?? one.left_at}`;
    case "task":
      return one.task.id;
    case "check_in":
      return one.check_in.id;
    default:
      return one.id;
  }
}
