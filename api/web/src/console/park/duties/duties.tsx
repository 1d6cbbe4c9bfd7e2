/** The map of responsibility: who answers for which cells at a moment, and since when. */
import { useMemo, useState } from "preact/hooks";
import { path, replace } from "../../../base/router.ts";
import { shown } from "../../../base/theme.ts";
import { BoundaryNote } from "../../../map/boundary_note.tsx";
import { cellAt, unpack, type WireMap } from "../../../map/codec.ts";
import { Failed, Loading } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { query, useAsked } from "../../asking.ts";
import { DeskMap } from "../../map/desk_map.tsx";
import { areasOf, areaWord } from "../../office.ts";
import { Moment } from "../../parts/moment.tsx";
import { Split } from "../../parts/page.tsx";
import { Select } from "../../parts/select.tsx";
import { dayOf } from "../../times.ts";
import { t } from "../words.ts";
import { type Drawing, takenCells, toggled } from "./block_edits.ts";
import { DrawingPart } from "./drawing_part.tsx";
import { DutySide } from "./duty_side.tsx";
import { paintDuties } from "./paint.ts";
import { blocksAt, sharesOf } from "./shares.ts";
import type { Block, Duties as Told } from "./wire.ts";

export function Duties() {
  const areas = areasOf("park");
  const [, , asked, cell] = path.value;
  const area = asked ?? areas[0]?.code ?? null;
  const [day, setDay] = useState("");
  const at = day === "" || day === dayOf(Date.now()) ? null : day;
  const duties = useAsked<Told>(area && query("/api/v1/responsibility", { area, at }));
  const blocks = useAsked<{ items: Block[] }>(
    area && query("/api/v1/blocks", { area, limit: 1000 }),
  );
  const wire = useAsked<WireMap>(area && `/api/v1/my/map/${area}`, { follow: false });
  const map = useMemo(() => (wire.body ? unpack(wire.body) : null), [wire.body]);
  const duty = duties.body?.areas.find((one) => one.area === area) ?? null;
  const inForce = useMemo(
    () => (duties.body && blocks.body ? blocksAt(blocks.body.items, duties.body.at) : null),
    [blocks.body, duties.body],
  );
  const shares = useMemo(() => {
    if (!duty || !inForce || !map) return null;
    return sharesOf(
      duty,
      inForce,
      map.cells.map(({ code }) => code),
    );
  }, [duty, inForce, map]);
  const [lit, setLit] = useState<readonly string[]>([]);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const taken = useMemo(
    () => (drawing && inForce ? takenCells(inForce, drawing.of) : null),
    [drawing, inForce],
  );
  const free = useMemo(() => takenCells(inForce ?? new Map(), null), [inForce]);
  const chosen = useMemo(
    () => drawing?.cells ?? new Set([...lit, ...(cell ? [cell] : [])]),
    [lit, cell, drawing],
  );
  const painter = useMemo(
    () => (paint: Parameters<typeof paintDuties>[0]) => {
      if (map && shares) paintDuties(paint, map, shares, chosen, shown.value);
    },
    [map, shares, chosen, shown.value],
  );
  if (areas.length === 0) return <Loading />;
  const failed = [duties, blocks, wire].find(({ error }) => error);
  const choose = (code: string | null) => {
    if (area) replace("park", "duties", area, ...(code ? [code] : []));
  };
  const press = (code: string | null) => {
    if (drawing === null) return choose(code);
    const other = code === null ? undefined : taken?.get(code);
    if (other !== undefined) toast(t("console_park.block_taken", { name: other }));
    else if (code !== null) setDrawing({ ...drawing, cells: toggled(drawing.cells, code) });
  };
  const changed = () => {
    duties.again();
    blocks.again();
  };
  return (
    <>
      <div class="filter-row">
        <Select
          label={t("console_park.area")}
          value={area ?? ""}
          choose={(next) => {
            setLit([]);
            setDrawing(null);
            replace("park", "duties", next);
          }}
          options={areas.map(({ code }) => ({ value: code, label: areaWord(code) }))}
        />
        <Moment
          label={t("console_park.as_of")}
          kind="date"
          value={day === "" ? dayOf(Date.now()) : day}
          change={setDay}
        />
      </div>
      <Split
        main={
          map && shares ? (
            <DeskMap
              bounds={map.bounds}
              label={t("console_park.duty_map", { area: areaWord(area) })}
              painter={painter}
              pick={({ lon, lat }) => press(cellAt(map, lon, lat)?.code ?? null)}
            >
              <div class="map-card">
                <h2>{t("console_park.legend")}</h2>
                <p class="quiet small">{t("console_park.legend_how")}</p>
                <BoundaryNote map={map} />
              </div>
            </DeskMap>
          ) : failed ? (
            <Failed error={failed.error} again={failed.again} />
          ) : (
            <Loading />
          )
        }
        side={
          drawing && blocks.body && taken && map && area ? (
            <DrawingPart
              key={drawing.of?.id ?? "new"}
              area={area}
              drawing={drawing}
              blocks={blocks.body.items}
              free={map.cells.map(({ code }) => code).filter((code) => !taken.has(code))}
              draw={(cells) => setDrawing({ ...drawing, cells })}
              close={() => setDrawing(null)}
              changed={changed}
            />
          ) : duty && shares && inForce && area ? (
            <DutySide
              area={area}
              duty={duty}
              shares={shares}
              blocks={inForce}
              isNow={at === null}
              hasFree={map?.cells.some(({ code }) => !free.has(code)) ?? false}
              cell={cell ?? null}
              choose={choose}
              light={setLit}
              lit={lit}
              draw={(of) => setDrawing({ of, cells: new Set(of?.cells ?? []) })}
              changed={changed}
            />
          ) : (
            <Loading />
          )
        }
      />
    </>
  );
}
