/** My shift: what do I do now? */
import { useEffect } from "preact/hooks";
import { go } from "../../base/router.ts";
import { boundaryWords } from "../../map/boundary_words.ts";
import type { AreaMap } from "../../map/codec.ts";
import { Button } from "../../ui/controls.tsx";
import { rich } from "../../ui/rich.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { MapView } from "../map/map_view.tsx";
import { hasCases, myCases } from "../state/cases.ts";
import { shortTime, timeOnly } from "../state/clock.ts";
import { dueCounts } from "../state/due.ts";
import * as duty from "../state/duty.ts";
import { here } from "../state/entry.ts";
import { ground } from "../state/ground.ts";
import { maps, want } from "../state/map.ts";
import { marksOf } from "../state/marks.ts";
import { isOffDuty } from "../state/own_duty.ts";
import * as patrol from "../state/patrol.ts";
import { useSeen } from "../state/seen.ts";
import { openAlerts, openTasks, pointsDone, workArea } from "../state/tallies.ts";
import type { Shift } from "../state/wire.ts";
import { Screen } from "../ui/screen.tsx";
import { nameOf, t } from "../words.ts";
import { NoShift } from "./no_shift.tsx";
import { RunningBar } from "./running_bar.tsx";
import { Today } from "./today.tsx";

export function HomeScreen() {
  const on = duty.shift.value;
  if (!on && !duty.told.value) {
    return (
      <Screen title={t("officer.my_shift")} leave={false}>
        {duty.failure.value ? (
          <>
            <Failed error={duty.failure.value} again={() => void duty.refresh()} />
            <NoShift />
          </>
        ) : (
          <Loading />
        )}
      </Screen>
    );
  }
  return on ? <OnDuty on={on} /> : <OffDuty />;
}

function OffDuty() {
  return (
    <Screen title={t("officer.my_shift")} sub={here().officer.name} leave={false}>
      <NoShift />
    </Screen>
  );
}

function OnDuty({ on }: { on: Shift }) {
  const plan = patrol.lastPlan.value;
  const areas = duty.areas.value;
  const code = duty.areaLookedAt.value ?? workArea.value;
  useEffect(() => {
    if (code) void want(code);
  }, [code]);
  const area = duty.areaOf(code);
  const crew = plan?.crew.length ?? 0;
  const isOff = isOffDuty.value;
  const isRunning = duty.told.value?.running !== false || on.id !== duty.told.value.shift?.id;
  const sub = [
    isOff ? squadWords(on) : null,
    isRunning ? null : t("officer.shift_soon", { at: shortTime(on.start) }),
    area ? nameOf(area) : null,
    plan ? crewWords(crew, plan.mode) : t("officer.no_patrol_yet"),
  ];
  return (
    <Screen
      title={isOff ? t("officer.off_duty") : shiftWords(on)}
      sub={sub.filter(Boolean).join(" · ")}
      leave={false}
      flush
      two
      pinned={<FourButtons />}
    >
      <HomeMap
        code={code}
        several={areas.length > 1}
        next={() => {
          duty.areaLookedAt.value = nextOf(areas, code);
        }}
      />
      <RunningBar />
      <Strip />
      <Today />
      <Handover />
    </Screen>
  );
}

function nextOf(areas: readonly { code: string }[], code: string | null): string | null {
  const at = areas.findIndex((one) => one.code === code);
  return areas[(at + 1) % areas.length]?.code ?? null;
}

const SHIFT_WORD = {
  early: "officer.shift_early",
  middle: "officer.shift_middle",
  night: "officer.shift_night",
} as const;

export function shiftWords(on: Shift): string {
  return `${t(SHIFT_WORD[on.kind])} ${timeOnly(on.start)}–${timeOnly(on.end)}`;
}

/** Name a shift as mine, or as the squad's where it is not mine. */
export function shiftOfMine(on: Shift): string {
  return isOffDuty.value ? `${t("officer.off_duty")} · ${squadWords(on)}` : shiftWords(on);
}

function squadWords(on: Shift): string {
  return t("officer.squad_on", { shift: shiftWords(on) });
}

const CREW_WORD = {
  boat: "officer.crew_boat",
  car: "officer.crew_car",
  foot: "officer.crew_foot",
} as const;

function crewWords(n: number, mode: keyof typeof CREW_WORD): string {
  return t(CREW_WORD[mode], { n });
}

interface HomeMapProps {
  code: string | null;
  several: boolean;
  next: () => void;
}

function HomeMap({ code, several, next }: HomeMapProps) {
  const map = code ? maps.value[code] : undefined;
  const counts = map?.counts ?? duty.areaOf(code)?.standing ?? null;
  const label = counts
    ? t("officer.map_label", { never: counts.never, overdue: counts.overdue })
    : t("officer.map");
  return (
    <div class="home-map">
      <MapView area={map ?? null} marks={marksOf(code)} label={label} credit={false} />
      <p class="map-note">
        {[mapNote(map), ground.value?.attribution].filter(Boolean).join(" · ")}
      </p>
      {counts && (
        <a class="map-float" href="#/map">
          {rich(t, "officer.map_counts", {
            never: <b>{counts.never}</b>,
            overdue: <b>{counts.overdue}</b>,
          })}
        </a>
      )}
      <a class="sos" href="#/sos">
        {t("officer.sos")}
      </a>
      {several && (
        <button type="button" class="area-switch" onClick={next}>
          {t("officer.other_area")}
        </button>
      )}
    </div>
  );
}

function mapNote(map: AreaMap | null | undefined): string {
  if (map) return boundaryWords(map);
  return map === null ? t("officer.map_missing") : t("ui.loading");
}

function Strip() {
  const tasks = openTasks.value.length;
  const alerts = openAlerts.value.length;
  return (
    <nav class="strip" aria-label={t("officer.more")}>
      <a href="#/tasks">
        {t("officer.tasks")}
        {tasks > 0 && <span class="count">{tasks}</span>}
      </a>
      <a href="#/alerts">
        {t("officer.alerts")}
        {alerts > 0 && <span class="count">{alerts}</span>}
      </a>
      {hasCases.value && (
        <a href="#/cases">
          {t("officer.case.list")}
          <CaseCount />
        </a>
      )}
      <a href="#/due">
        {t("officer.due.open")}
        <DueCount />
      </a>
      <a href="#/settings">{t("officer.more")}</a>
    </nav>
  );
}

/** How many periods press: those that are overdue, else those that soon will be. */
export function DueCount() {
  const { overdue, soon } = dueCounts.value;
  if (overdue + soon === 0) return null;
  return overdue > 0 ? (
    <span class="count" data-tone="bad">
      <span class="sr">{t("officer.due.overdue")}</span>
      {overdue}
    </span>
  ) : (
    <span class="count">
      <span class="sr">{t("officer.due.soon")}</span>
      {soon}
    </span>
  );
}

/** How many cases are in my hands; those that are overdue, if any are. */
export function CaseCount() {
  const { all, overdue } = myCases.value;
  if (all === 0) return null;
  return overdue > 0 ? (
    <span class="count" data-tone="bad">
      <span class="sr">{t("officer.due.overdue")}</span>
      {overdue}
    </span>
  ) : (
    <span class="count">
      <span class="sr">{t("officer.case.mine")}</span>
      {all}
    </span>
  );
}

function Handover() {
  const note = duty.told.value?.handover;
  useSeen("handover", note ? [note.id] : []);
  return (
    <section class="handover" aria-label={t("officer.last_handover")}>
      <p class="quiet small">
        {t("officer.last_handover")}
        {note && ` · ${note.by_name ?? "—"} ${shortTime(note.at)}`}
      </p>
      <p class="typed">{note ? note.text : t("officer.no_handover")}</p>
      {note && note.open_points.length > 0 && (
        <ul class="points">
          {note.open_points.map((point) => (
            <li key={point} class="typed">
              {point}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function FourButtons() {
  const { done, all } = pointsDone.value;
  return (
    <>
      <Button look="main" large onPress={() => go("incident")}>
        {t("officer.log_incident")}
      </Button>
      <Button large onPress={() => go("checks")}>
        {t("officer.check_points_n", { done, all })}
      </Button>
      <Button large onPress={() => go("seized")}>
        {t("officer.seized")}
      </Button>
      <Button large onPress={() => go("handover")}>
        {t("officer.hand_over")}
      </Button>
    </>
  );
}
