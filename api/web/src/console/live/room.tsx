/** Live: who is out, who calls, what this shift has met, and how the cells stand right now. */
import "./room.css";
import { go, path } from "../../base/router.ts";
import { Choice } from "../../ui/controls.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Page, Split } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import { timeOnly } from "../times.ts";
import { nameOf } from "../words.ts";
import { Alarms } from "./alarms.tsx";
import { Incidents } from "./incidents.tsx";
import { LiveMap } from "./live_map.tsx";
import { type Names, useNames } from "./names.ts";
import { PatrolCard, useTracks } from "./patrol_card.tsx";
import { Patrols } from "./patrols.tsx";
import { type Looking, lookingAt, partsOf, type What } from "./place.ts";
import { Story } from "./story.tsx";
import { useGround, useNow } from "./use_live.ts";
import type { PageOf, WireArea, WireLive } from "./wire.ts";
import { t } from "./words.ts";

const MOST_SEGMENTS = 3;

export function Room() {
  const areas = useAsked<PageOf<WireArea>>("/api/v1/areas", { follow: false });
  const live = useNow();
  const found = areas.body?.items ?? [];
  const looking = lookingAt(path.value);
  const area = found.find(({ code }) => code === looking.area) ?? found[0];
  if (area && live.body) {
    return (
      <OfArea areas={found} area={area} looking={looking} live={live.body} again={live.again} />
    );
  }
  return (
    <Page title={t("console_live.title")}>
      {areas.body && !live.body && live.error ? (
        <Failed error={live.error} again={live.again} />
      ) : (
        <Show
          asked={areas}
          empty={t("console_live.no_area")}
          isEmpty={({ items }) => !items.length}
        >
          {() => <Loading />}
        </Show>
      )}
    </Page>
  );
}

interface OfAreaProps {
  areas: readonly WireArea[];
  area: WireArea;
  looking: Looking;
  live: WireLive;
  again: () => void;
}

function OfArea({ areas, area, looking, live, again }: OfAreaProps) {
  const names = useNames();
  const { map, cells, ground } = useGround(area.code);
  const patrolId = looking.what === "patrol" ? looking.id : null;
  const tracks = useTracks(patrolId);
  const choose = (what: What, id: string, code: string | null = area.code) =>
    go(...partsOf(code && areas.some((one) => one.code === code) ? code : area.code, what, id));
  const failure = map.error ?? cells.error;
  const askAgain = () => {
    map.again();
    cells.again();
  };
  return (
    <Page
      fill
      title={t("console_live.title_of", { area: nameOf(area) })}
      sub={shiftWords(live, area)}
      tools={<Areas areas={areas} area={area} />}
    >
      <Split
        main={
          ground ? (
            <LiveMap
              key={area.code}
              ground={ground}
              live={live}
              looking={looking}
              tracks={tracks}
              label={mapWords(area, live)}
              choose={(what, id) => choose(what, id)}
            />
          ) : failure ? (
            <Failed error={failure} again={askAgain} />
          ) : (
            <Loading />
          )
        }
        side={
          <Side
            area={area.code}
            looking={looking}
            live={live}
            names={names}
            nTracks={tracks.length}
            choose={choose}
            again={again}
          />
        }
      />
    </Page>
  );
}

interface SideProps {
  area: string;
  looking: Looking;
  live: WireLive;
  names: Names;
  nTracks: number;
  choose: (what: What, id: string, area?: string | null) => void;
  again: () => void;
}

function Side({ area, looking, live, names, nTracks, choose, again }: SideProps) {
  const { what, id } = looking;
  const close = () => go(...partsOf(area));
  // Calls for help stand above whatever else is looked at.
  const alarms = (
    <Alarms
      alarms={live.alarms}
      chosen={id}
      names={names}
      changed={again}
      choose={(one) => choose("alarm", one.id, one.area)}
    />
  );
  if (what === "cell") {
    return (
      <>
        {alarms}
        <Story key={id} area={area} cell={id} demo={live.demo} names={names} close={close} />
      </>
    );
  }
  if (what === "patrol" && !live.patrols.some((one) => one.id === id)) {
    return (
      <>
        {alarms}
        <PatrolCard key={id} id={id} names={names} nTracks={nTracks} close={close} />
      </>
    );
  }
  return (
    <>
      {alarms}
      <Patrols
        patrols={live.patrols}
        alarms={live.alarms}
        chosen={id}
        names={names}
        choose={(one) => choose("patrol", one.id, one.area)}
      />
      <Incidents
        incidents={live.incidents}
        chosen={id}
        names={names}
        choose={(one) => choose("incident", one.id, one.area)}
      />
      <p class="quiet small">{t("console_live.press_a_cell")}</p>
    </>
  );
}

function Areas({ areas, area }: { areas: readonly WireArea[]; area: WireArea }) {
  const options = areas.map((one) => ({ value: one.code, label: nameOf(one) }));
  const choose = (code: string) => go(...partsOf(code));
  if (areas.length < 2) return null;
  const label = t("console_live.area");
  return areas.length <= MOST_SEGMENTS ? (
    <Choice
      hideLabel
      look="segments"
      label={label}
      options={options}
      value={area.code}
      choose={choose}
    />
  ) : (
    <Select hideLabel label={label} options={options} value={area.code} choose={choose} />
  );
}

function shiftWords({ shifts, demo }: WireLive, { squad }: WireArea): string {
  const shift = shifts.find((one) => one.squad === squad);
  const words = {
    early: t("console_live.shift_early"),
    middle: t("console_live.shift_middle"),
    night: t("console_live.shift_night"),
  };
  const runs = shift
    ? t("console_live.shift", {
        shift: words[shift.kind],
        from: timeOnly(shift.start),
        to: timeOnly(shift.end),
      })
    : t("console_live.no_shift");
  return [runs, demo && t("console_live.demo")].filter(Boolean).join(" · ");
}

function mapWords(area: WireArea, { patrols, alarms, incidents }: WireLive): string {
  return t("console_live.map_says", {
    area: nameOf(area),
    patrols: patrols.length,
    alarms: alarms.length,
    incidents: incidents.length,
  });
}
