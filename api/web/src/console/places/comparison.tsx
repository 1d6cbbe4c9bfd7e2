/** A boundary over the one before it: seen on the map, told in numbers, decided on. */
import { useMemo, useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { go } from "../../base/router.ts";
import { shown } from "../../base/theme.ts";
import { PALETTES } from "../../map/colours.ts";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { tell, useAsked } from "../asking.ts";
import { DeskMap } from "../map/desk_map.tsx";
import { Show } from "../parts/asked.tsx";
import { Page, Part, Split } from "../parts/page.tsx";
import { Remarks } from "../parts/remarks.tsx";
import { number } from "../times.ts";
import { nameOf } from "../words.ts";
import { About } from "./about.tsx";
import { ChangeFigures } from "./change_figures.tsx";
import { DiscardDialog, ForceDialog } from "./decide_dialogs.tsx";
import { INKS, paintChange } from "./painting.ts";
import { Mark } from "./parts.tsx";
import { Progress, useLooking } from "./progress.tsx";
import { isReplaced, partWord, stateTone, stateWord } from "./said.ts";
import { type AreaDetail, BOUNDARIES, IMPORTS, type ImportDetail } from "./wire.ts";
import { t } from "./words.ts";

export function Comparison({ code, id }: { code: string; id: string }) {
  const area = useAsked<AreaDetail>(`${BOUNDARIES}/${encodeURIComponent(code)}`);
  const asked = useAsked<ImportDetail>(`${IMPORTS}/${encodeURIComponent(id)}`, { follow: false });
  const one = asked.body;
  useLooking(one?.following ?? false, () => {
    asked.again();
    area.again();
  });
  const name = area.body ? nameOf(area.body) : code;
  const all = area.body?.imports ?? [];
  const again = () => {
    asked.again();
    area.again();
  };
  return (
    <Page
      fill
      title={
        one
          ? t("console_places.compare", { area: name, part: partWord(one.part) })
          : t("console_places.title")
      }
      {...(one
        ? {
            sub: (
              <span class="tag" data-tone={stateTone(one, all)}>
                {stateWord(one, all)}
              </span>
            ),
          }
        : {})}
      tools={
        <>
          <a class="button plain" href={`#/places/${encodeURIComponent(code)}`}>
            {t("console_places.back_to", { area: name })}
          </a>
          {one && <Acts one={one} isReplaced={isReplaced(one, all)} again={again} />}
        </>
      }
    >
      <Show asked={asked}>
        {(found) => <OldAndNew one={found} name={name} water={area.body?.water ?? null} />}
      </Show>
    </Page>
  );
}

interface ViewProps {
  one: ImportDetail;
  name: string;
  water: GeoJSON.Geometry | null;
}

function OldAndNew({ one, name, water }: ViewProps) {
  const ground = shown.value;
  const { drawn, figures } = one;
  const painter = useMemo(() => paintChange(drawn, water, ground), [drawn, water, ground]);
  const [palette, inks] = [PALETTES[ground], INKS[ground]];
  const hasCells = drawn.cells_gained || drawn.cells_lost || drawn.cells_changed;
  const label = t("console_places.map_old_new", {
    area: name,
    part: partWord(one.part),
    before: number(figures?.before_m2 ?? 0),
    after: number(figures?.after_m2 ?? 0),
    gained: number(figures?.gained_m2 ?? 0),
    lost: number(figures?.lost_m2 ?? 0),
  });
  return (
    <Split
      main={
        <DeskMap bounds={drawn.bounds} label={label} painter={painter}>
          <div class="map-card">
            <h2>{t("console_places.legend")}</h2>
            {drawn.before && (
              <Mark look="dashed" ink={inks.old}>
                {t("console_places.old")}
              </Mark>
            )}
            <Mark look="line" ink={palette.zone}>
              {t("console_places.new")}
            </Mark>
            {drawn.gained && (
              <Mark look="rising" ink={inks.gained}>
                {t("console_places.gained")}
              </Mark>
            )}
            {drawn.lost && (
              <Mark look="falling" ink={inks.lost}>
                {t("console_places.lost")}
              </Mark>
            )}
            {hasCells && (
              <Mark look="cell" ink={inks.old}>
                {t("console_places.cells_changed")}
              </Mark>
            )}
          </div>
        </DeskMap>
      }
      side={
        <>
          {one.following && (
            <div class="note">
              <Progress of={one.recomputing} />
              <p class="small">{t("console_places.recomputing_note")}</p>
            </div>
          )}
          {figures && <ChangeFigures figures={figures} isDraft={one.state === "draft"} />}
          {one.remarks.length > 0 && (
            <Part title={t("console_places.remarks")}>
              <Remarks of={one.remarks} />
            </Part>
          )}
          <Part title={t("console_places.about")}>
            <About one={one} />
          </Part>
        </>
      }
    />
  );
}

interface ActsProps {
  one: ImportDetail;
  isReplaced: boolean;
  again: () => void;
}

function Acts({ one, isReplaced, again }: ActsProps) {
  const [open, setOpen] = useState<"force" | "discard" | null>(null);
  const done = (words: string) => {
    setOpen(null);
    again();
    toast(words);
  };
  const restore = () => {
    const id = uuid7();
    tell(`${IMPORTS}/${id}/restoration`, { of: one.id }).then(
      () => {
        go("places", one.area, id);
        toast(t("console_places.restored"));
      },
      (error: unknown) => toast(reasonOf(error)),
    );
  };
  const isOpen = one.state === "draft" || one.state === "waiting";
  return (
    <>
      {isOpen && (
        <Button onPress={() => setOpen("discard")}>
          {t(one.state === "draft" ? "console_places.discard" : "console_places.cancel_waiting")}
        </Button>
      )}
      {one.state === "draft" && (
        <Button look="strong" onPress={() => setOpen("force")}>
          {t("console_places.force")}
        </Button>
      )}
      {one.state === "in_force" && one.may_restore && !isReplaced && (
        <Button onPress={restore}>{t("console_places.restore")}</Button>
      )}
      {open === "force" && <ForceDialog one={one} close={() => setOpen(null)} done={done} />}
      {open === "discard" && <DiscardDialog one={one} close={() => setOpen(null)} done={done} />}
    </>
  );
}
