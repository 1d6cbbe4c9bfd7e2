/** A planned area: seen among its neighbours, told in numbers, opened or not. */
import { useMemo, useState } from "preact/hooks";
import { go } from "../../base/router.ts";
import { shown } from "../../base/theme.ts";
import { PALETTES } from "../../map/colours.ts";
import { Button, Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { tell, useAsked } from "../asking.ts";
import { DeskMap } from "../map/desk_map.tsx";
import { renewOffice } from "../office.ts";
import { Show } from "../parts/asked.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Page, Part, Split } from "../parts/page.tsx";
import { Remarks } from "../parts/remarks.tsx";
import { number } from "../times.ts";
import { nameOf } from "../words.ts";
import { INKS, paintPlanned } from "./painting.ts";
import { Mark } from "./parts.tsx";
import { PlanAbout, PlanNumbers } from "./plan_numbers.tsx";
import { km2, squadWord } from "./said.ts";
import { NEW_AREAS, type NewAreaDetail } from "./wire.ts";
import { t } from "./words.ts";

export function NewAreaView({ id }: { id: string }) {
  const asked = useAsked<NewAreaDetail>(`${NEW_AREAS}/${encodeURIComponent(id)}`, {
    follow: false,
  });
  const one = asked.body;
  return (
    <Page
      fill
      title={one ? nameOf(one) : t("console_places.new_area")}
      {...(one ? { sub: <State one={one} /> } : {})}
      tools={
        <>
          <a class="button plain" href="#/places">
            {t("console_places.back")}
          </a>
          {one?.state === "draft" && <Acts one={one} again={asked.again} />}
        </>
      }
    >
      <Show asked={asked}>{(found) => <OnTheGround one={found} />}</Show>
    </Page>
  );
}

function State({ one }: { one: NewAreaDetail }) {
  const words = {
    draft: t("console_places.plan_draft"),
    opened: t("console_places.plan_opened"),
    discarded: t("console_places.plan_discarded"),
  };
  return (
    <>
      {squadWord(one.squad)}{" "}
      <span class="tag" data-tone={one.state === "draft" ? "wait" : ""}>
        {words[one.state]}
      </span>
    </>
  );
}

function OnTheGround({ one }: { one: NewAreaDetail }) {
  const ground = shown.value;
  const painter = useMemo(() => paintPlanned(one, ground), [one, ground]);
  const [palette, inks] = [PALETTES[ground], INKS[ground]];
  const label = t("console_places.map_planned", {
    area: nameOf(one),
    size: km2(one.figures?.area_m2 ?? 0),
    n: number(one.figures?.n_cells ?? 0),
  });
  return (
    <Split
      main={
        <DeskMap bounds={one.bounds} label={label} painter={painter}>
          <div class="map-card">
            <h2>{t("console_places.legend")}</h2>
            <Mark look="line" ink={palette.zone}>
              {t("console_places.plan_outline")}
            </Mark>
            {one.cells && (
              <Mark look="cell" ink={inks.old}>
                {t("console_places.cells")}
              </Mark>
            )}
            {one.around.some(({ level }) => level === null) && (
              <Mark look="dashed" ink={inks.old}>
                {t("console_places.neighbours")}
              </Mark>
            )}
            {one.around.some(({ level }) => level !== null) && (
              <Mark look="dotted" ink={palette.zone}>
                {t("console_places.zones")}
              </Mark>
            )}
          </div>
        </DeskMap>
      }
      side={
        <>
          {one.figures && <PlanNumbers figures={one.figures} size_m={one.size_m} />}
          {one.remarks.length > 0 && (
            <Part title={t("console_places.remarks")}>
              <Remarks of={one.remarks} />
            </Part>
          )}
          <Part title={t("console_places.plan_about")}>
            <PlanAbout one={one} />
          </Part>
        </>
      }
    />
  );
}

function Acts({ one, again }: { one: NewAreaDetail; again: () => void }) {
  const [open, setOpen] = useState<"opening" | "discard" | null>(null);
  const done = (words: string) => {
    toast(words);
    if (open === "opening") {
      renewOffice();
      return go("places", one.code);
    }
    setOpen(null);
    again();
  };
  return (
    <>
      <Button onPress={() => setOpen("discard")}>{t("console_places.discard")}</Button>
      {one.figures && (
        <Button look="strong" onPress={() => setOpen("opening")}>
          {t("console_places.open_area")}
        </Button>
      )}
      {open && (
        <DecideDialog key={open} one={one} what={open} close={() => setOpen(null)} done={done} />
      )}
    </>
  );
}

interface DecideProps {
  one: NewAreaDetail;
  what: "opening" | "discard";
  close: () => void;
  /** Gets the words to say. */
  done: (words: string) => void;
}

function DecideDialog({ one, what, close, done }: DecideProps) {
  const [reason, setReason] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const isOpening = what === "opening";
  const send = () => {
    setBusy(true);
    setError(null);
    tell(`${NEW_AREAS}/${one.id}/${what}`, { reason: reason.trim() }).then(
      () => done(t(isOpening ? "console_places.opened" : "console_places.plan_discarded")),
      (failure: unknown) => {
        setError(failure);
        setBusy(false);
      },
    );
  };
  return (
    <Dialog
      title={t(isOpening ? "console_places.open_title" : "console_places.plan_discard_title")}
      close={close}
      act={{
        label: t(isOpening ? "console_places.open_area" : "console_places.discard"),
        run: send,
        disabled: isBusy || (isOpening && reason.trim() === ""),
      }}
    >
      <p>
        {isOpening
          ? t("console_places.open_says", {
              squad: squadWord(one.squad),
              n: number(one.figures?.n_cells ?? 0),
            })
          : t("console_places.plan_discard_says")}
      </p>
      {isOpening && <p class="quiet">{t("console_places.open_back")}</p>}
      <Field
        lines
        label={t(isOpening ? "console_places.reason" : "console_places.discard_reason")}
        value={reason}
        max={500}
        {...(isOpening ? { hint: t("console_places.reason_hint") } : {})}
        fault={error === null ? null : reasonOf(error)}
        change={setReason}
      />
    </Dialog>
  );
}
