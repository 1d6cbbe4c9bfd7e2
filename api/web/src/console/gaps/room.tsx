/** Gaps: where nobody was. Map, hours and table choose for one another. */
import "./room.css";
import { effect, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { go, path, replace } from "../../base/router.ts";
import { shown } from "../../base/theme.ts";
import { PALETTES } from "../../map/colours.ts";
import { Button } from "../../ui/controls.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useAsked } from "../asking.ts";
import type { DeskMapHandle, Painter } from "../map/desk_leaflet.ts";
import { DeskMap } from "../map/desk_map.tsx";
import { Show } from "../parts/asked.tsx";
import { Page, Part, Split } from "../parts/page.tsx";
import { may } from "../session.ts";
import { number } from "../times.ts";
import { nameOf } from "../words.ts";
import { CellCard } from "./cell_card.tsx";
import { type Choice, choiceOf, daysOffered, hoursWithin, isWithin, partsOf } from "./choice.ts";
import { ExportDialog } from "./export_dialog.tsx";
import { Figures } from "./figures.tsx";
import { HandDialog } from "./hand_dialog.tsx";
import { Handed, useHanded } from "./handed.tsx";
import { classWords, Legend } from "./legend.tsx";
import { Longest } from "./longest.tsx";
import { Painting, paintPointed, type Scene } from "./painting.ts";
import { boxOf, middleOf, placeAt } from "./sheet.ts";
import { longestFirst } from "./standing.ts";
import { Strip } from "./strip.tsx";
import { hoursWords, Tools } from "./tools.tsx";
import { type Gaps, type Standing, useBlind, useGaps, useHoursOf } from "./use_gaps.ts";
import type { Page as PageOf, WireArea } from "./wire.ts";
import { t } from "./words.ts";

const WORST = 10;
/** What the card of a cell takes in its corner, width and height with some air. */
const CARD_PX = [360, 190] as const;

export function Room() {
  const areas = useAsked<PageOf<WireArea>>("/api/v1/areas", { follow: false });
  const found = areas.body?.items ?? [];
  const choice = choiceOf(path.value);
  const area = found.find((one) => one.code === choice.area) ?? found[0];
  if (area) return <OfArea areas={found} area={area} choice={choice} />;
  return (
    <Page title={t("console_gaps.title_no_area")}>
      <Show asked={areas} empty={t("console_gaps.no_area")} isEmpty={({ items }) => !items.length}>
        {() => null}
      </Show>
    </Page>
  );
}

interface OfAreaProps {
  areas: readonly WireArea[];
  area: WireArea;
  choice: Choice;
}

function OfArea({ areas, area, choice: asked }: OfAreaProps) {
  const there = hoursWithin(asked.period, Date.now());
  const clashes = !isWithin(asked.hours, there);
  const choice: Choice = clashes ? { ...asked, hours: "all" } : asked;
  const gaps = useGaps(area.code, choice);
  const { standing } = gaps;
  const [isHanding, setHanding] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const choose = (patch: Partial<Choice>) => {
    const parts = partsOf({ ...choice, area: area.code, ...patch });
    // Marking cells is no step to go back to.
    if (Object.keys(patch).every((name) => name === "cells")) replace(...parts);
    else go(...parts);
  };
  const marked = useMarked(standing, choice, choose);
  const handed = useHanded(area.code);
  const hand = may("duty.plan") && standing !== null ? () => setHanding(true) : null;
  const worst = useMemo(
    () => (standing ? longestFirst(standing.sheet, standing.view, null).slice(0, WORST) : []),
    [standing],
  );
  return (
    <Page
      fill
      title={t("console_gaps.title", { area: nameOf(area) })}
      {...(gaps.isOld && standing ? { sub: t("console_gaps.updating") } : {})}
      tools={
        <Tools
          areas={areas}
          area={area}
          choice={choice}
          days={standing ? daysOffered(standing.view.start, standing.view.end) : null}
          choose={choose}
          hand={hand}
          exportIt={() => setExporting(standing !== null)}
        />
      }
    >
      {clashes && (
        <p class="note">
          {t("console_gaps.hours_clash", {
            hours: hoursWords(asked.hours),
            first: there[0],
            end: there[1],
          })}
        </p>
      )}
      {area.recomputing && (
        <p class="note">{t("console_gaps.recomputing", { ...area.recomputing })}</p>
      )}
      {standing ? (
        <Views
          area={area}
          choice={choice}
          gaps={gaps}
          standing={standing}
          marked={marked}
          handed={handed}
          choose={choose}
          hand={hand}
        />
      ) : (
        <Waiting gaps={gaps} />
      )}
      {isHanding && standing && (
        <HandDialog
          area={area}
          standing={standing}
          places={marked.chosen.size > 0 ? [...marked.chosen] : worst.map((one) => one.place)}
          choice={choice}
          close={() => setHanding(false)}
          sent={() => {
            marked.clear();
            handed.again();
          }}
        />
      )}
      {isExporting && standing && (
        <ExportDialog
          area={area}
          choice={choice}
          span={gaps.span}
          standing={standing}
          close={() => setExporting(false)}
        />
      )}
    </Page>
  );
}

function Waiting({ gaps: { map, view } }: { gaps: Gaps }) {
  const error = map.error ?? view.error;
  const again = () => {
    map.again();
    view.again();
  };
  return (
    <div class="card gap-waiting">
      {error ? (
        <Failed error={error} again={again} />
      ) : map.body && map.body.grid === null ? (
        <Empty>{t("console_gaps.no_cells")}</Empty>
      ) : (
        <Loading />
      )}
    </div>
  );
}

interface Marked {
  chosen: ReadonlySet<number>;
  toggle: (place: number) => void;
  add: (places: readonly number[]) => void;
  clear: () => void;
}

/** The cells that are marked, as places of the sheet; the address keeps their codes. */
function useMarked(
  standing: Standing | null,
  choice: Choice,
  choose: (patch: Partial<Choice>) => void,
): Marked {
  const [codes, setCodes] = useState<readonly string[]>(choice.cells);
  const area = useRef(choice.area);
  useEffect(() => {
    if (area.current && area.current !== choice.area) setCodes([]);
    area.current = choice.area;
  }, [choice.area]);
  const sheet = standing?.sheet;
  const chosen = useMemo(() => {
    const places = codes.map((code) => sheet?.places.get(code));
    return new Set(places.filter((place): place is number => place !== undefined));
  }, [codes, sheet]);
  const set = (next: readonly string[]) => {
    setCodes(next);
    choose({ cells: next });
  };
  return {
    chosen,
    toggle: (place) => {
      const code = sheet?.codes[place];
      if (code === undefined) return;
      set(codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code]);
    },
    add: (places) => set([...new Set([...codes, ...places.map((one) => sheet?.codes[one] ?? "")])]),
    clear: () => set([]),
  };
}

interface ViewsProps {
  area: WireArea;
  choice: Choice;
  gaps: Gaps;
  standing: Standing;
  marked: Marked;
  handed: ReturnType<typeof useHanded>;
  choose: (patch: Partial<Choice>) => void;
  hand: (() => void) | null;
}

function Views(props: ViewsProps) {
  const { area, choice, gaps, standing, marked, handed, choose, hand } = props;
  const { map, sheet, view } = standing;
  // Apart from the rest, so that whoever moves the mouse has nothing else made anew.
  const pointed = useSignal(-1);
  const setPointed = (place: number) => {
    pointed.value = place;
  };
  const [only, setOnly] = useState<number | null>(null);
  const [isBlindShown, setBlindShown] = useState(false);
  const handle = useRef<DeskMapHandle | null>(null);
  const blind = useBlind(area.code, gaps.span, isBlindShown);
  const tiles = useAsked<{ available: boolean }>("/api/v1/tiles", { follow: false }).body;
  const [painting] = useState(() => new Painting());
  const scene = useScene(standing, {
    only,
    blind: isBlindShown ? (blind.body?.blind ?? null) : null,
    onGround: tiles?.available ?? false,
  });
  const { chosen } = marked;
  const painter = useMemo<Painter>(
    () => (paint) => painting.paint(paint, scene, chosen),
    [painting, scene, chosen],
  );
  useEffect(
    () => effect(() => handle.current?.spot(...spotOf(scene, chosen, pointed.value))),
    [scene, chosen],
  );
  const rows = useMemo(() => longestFirst(sheet, view, only), [sheet, view, only]);
  const codes = [...marked.chosen].map((place) => sheet.codes[place] ?? "");
  const hoursOf = useHoursOf(area.code, gaps.span, codes);
  const isCamera = choice.source === "camera";
  const late =
    (view.counts.late_1_2 ?? 0) + (view.counts.late_2_5 ?? 0) + (view.counts.late_5_plus ?? 0);
  const show = (place: number) => {
    marked.toggle(place);
    if (marked.chosen.has(place) || painting.isInSight(sheet, place)) return;
    handle.current?.moveTo(middleOf(sheet, place), 0);
  };
  return (
    <Split
      main={
        <DeskMap
          isHigh
          bounds={map.bounds}
          label={t("console_gaps.map", {
            area: nameOf(area),
            on_time: number(view.counts.on_time ?? 0),
            late: number(late),
            never: number(view.counts.never ?? 0),
          })}
          painter={painter}
          handle={(made) => {
            handle.current = made;
          }}
          pick={({ lon, lat }) => {
            const place = placeAt(sheet, lon, lat);
            if (place >= 0) marked.toggle(place);
          }}
          point={(at) => setPointed(at ? placeAt(sheet, at.lon, at.lat) : -1)}
        >
          <Legend
            standing={standing}
            choice={choice}
            only={only}
            look={setOnly}
            isBlindShown={isBlindShown}
            blind={blind}
            showBlind={setBlindShown}
          />
          <CellCard
            standing={standing}
            choice={choice}
            blind={isBlindShown ? blind.body : null}
            pointed={pointed}
            isUnderCard={(place) => painting.isWithinCorner(sheet, place, CARD_PX)}
            chosen={marked.chosen}
            clear={marked.clear}
            hand={hand}
          />
        </DeskMap>
      }
      side={
        <>
          <Figures
            asked={gaps.compliance}
            view={view}
            isAllDay={choice.hours === "all"}
            ofWholeDays={choice.period !== "shift"}
          />
          <Part
            title={t("console_gaps.strip")}
            aside={
              <span class="tiny quiet">
                {hoursOf
                  ? t("console_gaps.strip_of", { n: number(codes.length) })
                  : t("console_gaps.strip_unit")}
              </span>
            }
          >
            {isCamera ? (
              <p class="small quiet">{t("console_gaps.strip_camera")}</p>
            ) : (
              <Strip
                hours={choice.hours}
                visited={hoursOf ?? view.visited}
                within={hoursWithin(choice.period, Date.now())}
                choose={(hours) => choose({ hours })}
              />
            )}
          </Part>
          <Handed
            area={area.code}
            standing={standing}
            isLive={gaps.isLive && choice.hours === "all" && choice.source === "patrol"}
            asked={handed}
            choose={(code) => {
              const place = sheet.places.get(code);
              if (place !== undefined) show(place);
            }}
          />
          <Part
            title={
              only === null
                ? t("console_gaps.longest")
                : t("console_gaps.of_class", {
                    what: classWords(only, choice),
                    n: number(rows.length),
                  })
            }
            aside={
              hand &&
              rows.length > 0 && (
                <Button
                  look="plain"
                  onPress={() => marked.add(rows.slice(0, WORST).map((one) => one.place))}
                >
                  {t("console_gaps.choose_worst", { n: Math.min(WORST, rows.length) })}
                </Button>
              )
            }
          >
            <Longest
              standing={standing}
              rows={rows}
              chosen={marked.chosen}
              toggle={show}
              point={setPointed}
              empty={
                only === null ? t("console_gaps.all_on_time") : t("console_gaps.none_of_class")
              }
            />
          </Part>
        </>
      }
    />
  );
}

type Shown = Pick<Scene, "only" | "blind" | "onGround">;

function useScene({ map, sheet, classes }: Standing, { only, blind, onGround }: Shown): Scene {
  const palette = PALETTES[shown.value];
  return useMemo(
    () => ({ map, sheet, classes, palette, onGround, only, blind }),
    [map, sheet, classes, palette, onGround, only, blind],
  );
}

/** Return where a cell is that is pointed at, and what paints it; one that is marked shows it. */
function spotOf(
  scene: Scene,
  chosen: ReadonlySet<number>,
  place: number,
): Parameters<DeskMapHandle["spot"]> {
  const isShown = place >= 0 && place < scene.sheet.n && !chosen.has(place);
  return [
    isShown ? boxOf(scene.sheet, place) : null,
    (paint) => paintPointed(paint, scene, chosen, place),
  ];
}
