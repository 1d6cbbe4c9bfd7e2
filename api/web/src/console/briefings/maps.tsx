/** One map by itself: chosen, looked at, taken as a file, or opened to look about in. */
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { language } from "../../base/words.ts";
import { Button, Chip, Choice, Field } from "../../ui/controls.tsx";
import { saveFile } from "../../ui/save_file.ts";
import { Failed, Loading, reasonOf } from "../../ui/states.tsx";
import { useAsked } from "../asking.ts";
import { askAgainIn, askBlob } from "../blobs.ts";
import { areasOf, areaWord, useOffice } from "../office.ts";
import { Moment } from "../parts/moment.tsx";
import { Page, Part, Split } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import { addDays, dayOf, monthOf } from "../times.ts";
import { toggled } from "./order.ts";
import {
  isOnScreen,
  isPrinted,
  KIND_WORDS,
  type MapKind,
  type MapWish,
  SCREENS,
  SHEETS,
  screenAddress,
  sheetAddress,
  sheetName,
} from "./sheet.ts";
import { Ways } from "./ways.tsx";
import { t } from "./words.ts";

const FIRST: MapWish = {
  kind: "gaps",
  areas: [],
  from: "",
  through: "",
  paper: "a4",
  orientation: "landscape",
  form: "pdf",
  of: "effort",
  title: "",
  maker: "",
  review: "",
  handling: "",
};

const wished = signal(FIRST);

export function Maps() {
  useOffice();
  const { body, error } = useAsked<{ start: string }>("/api/v1/figures", { follow: false });
  const chosen = wished.value;
  const first = areasOf()[0]?.code;
  const month = monthOf(dayOf(body?.start ?? Date.now()));
  const isKnown = body !== null || error !== null;
  // What nobody chose yet is the last month with patrols, of the first area.
  const wish: MapWish = {
    ...chosen,
    areas: chosen.areas.length > 0 || !first ? chosen.areas : [first],
    from: chosen.from || month,
    through: chosen.through || addDays(monthOf(month, 1), -1),
  };
  const change = (part: Partial<MapWish>) => {
    wished.value = { ...wish, ...part };
  };
  return (
    <Page
      fill
      title={t("console_briefings.single_maps")}
      sub={t(KIND_WORDS[wish.kind])}
      tools={<Ways at="maps" />}
    >
      <Split
        main={isKnown ? <Drawn wish={wish} /> : <Loading />}
        side={<Wishes wish={wish} change={change} />}
      />
    </Page>
  );
}

interface WishesProps {
  wish: MapWish;
  change: (part: Partial<MapWish>) => void;
}

function Wishes({ wish, change }: WishesProps) {
  return (
    <>
      <Part title={t("console_briefings.what_to_draw")}>
        <Select<MapKind>
          label={t("console_briefings.map_kind")}
          options={[...SHEETS, ...SCREENS].map((kind) => ({
            value: kind,
            label: t(KIND_WORDS[kind]),
          }))}
          value={wish.kind}
          choose={(kind) => change({ kind })}
        />
        {wish.kind === "change" && (
          <Choice
            label={t("console_briefings.change_of")}
            look="segments"
            options={[
              { value: "effort", label: t("console_briefings.of_effort") },
              { value: "incidents", label: t("console_briefings.of_incidents") },
            ]}
            value={wish.of}
            choose={(of) => change({ of })}
          />
        )}
        <fieldset class="brief-group">
          <legend>{t("console_briefings.areas")}</legend>
          <div class="chips">
            {areasOf().map(({ code }) => (
              <Chip
                key={code}
                label={areaWord(code)}
                on={wish.areas.includes(code)}
                toggle={() => change({ areas: toggled(wish.areas, code) })}
              />
            ))}
          </div>
        </fieldset>
        <div class="brief-period">
          <Moment
            kind="date"
            label={t("console_briefings.from")}
            value={wish.from}
            change={(from) => change({ from })}
          />
          <Moment
            kind="date"
            label={t("console_briefings.through")}
            value={wish.through}
            change={(through) => change({ through })}
          />
        </div>
      </Part>
      {isPrinted(wish.kind) ? <Paper wish={wish} change={change} /> : null}
    </>
  );
}

function Paper({ wish, change }: WishesProps) {
  return (
    <Part title={t("console_briefings.paper")}>
      <div class="row wrap">
        <Choice
          label={t("console_briefings.paper")}
          hideLabel
          look="segments"
          options={[
            { value: "a4", label: "A4" },
            { value: "a3", label: "A3" },
          ]}
          value={wish.paper}
          choose={(paper) => change({ paper })}
        />
        <Choice
          label={t("console_briefings.orientation")}
          hideLabel
          look="segments"
          options={[
            { value: "landscape", label: t("console_briefings.landscape") },
            { value: "portrait", label: t("console_briefings.portrait") },
          ]}
          value={wish.orientation}
          choose={(orientation) => change({ orientation })}
        />
        <Choice
          label={t("console_briefings.file_form")}
          hideLabel
          look="segments"
          options={[
            { value: "pdf", label: "PDF" },
            { value: "png", label: "PNG" },
            { value: "svg", label: "SVG" },
          ]}
          value={wish.form}
          choose={(form) => change({ form })}
        />
      </div>
      <details class="brief-details">
        <summary>{t("console_briefings.written_on_it")}</summary>
        <Field
          label={t("console_briefings.sheet_title")}
          value={wish.title}
          max={60}
          hint={t("console_briefings.sheet_title_hint")}
          change={(title) => change({ title })}
        />
        <Field
          label={t("console_briefings.maker")}
          value={wish.maker}
          max={60}
          change={(maker) => change({ maker })}
        />
        <Field
          label={t("console_briefings.review_number")}
          value={wish.review}
          max={60}
          change={(review) => change({ review })}
        />
        <Field
          label={t("console_briefings.handling")}
          value={wish.handling}
          max={60}
          change={(handling) => change({ handling })}
        />
      </details>
    </Part>
  );
}

/** Typing goes on: a map is drawn once nothing has changed for so long. */
const SETTLED_MS = 600;

function Drawn({ wish }: { wish: MapWish }) {
  const { areas, kind, from, through } = wish;
  const isWhole = areas.length > 0 && from !== "" && through !== "" && from <= through;
  const lang = language.value;
  const address = isWhole && isPrinted(kind) ? sheetAddress(wish, lang, true) : null;
  const { picture, error, again } = usePicture(address);
  return (
    <div class="brief-drawn">
      <div class="brief-drawn-tools">
        {isWhole && isPrinted(kind) && <Take wish={wish} />}
        {isWhole && isOnScreen(kind) && (
          <a class="button" href={screenAddress(wish, lang)} target="_blank" rel="noopener">
            {t("console_briefings.open_map")}
          </a>
        )}
      </div>
      {!isWhole && <p class="empty">{t("console_briefings.choose_area_and_days")}</p>}
      {isWhole && !isPrinted(kind) && <p class="empty">{t("console_briefings.screen_only")}</p>}
      {address !== null && (
        <div class="brief-sheet">
          {error !== null ? (
            <Failed error={error} again={again} />
          ) : picture === null ? (
            <Loading what={t("console_briefings.drawing")} />
          ) : (
            <img
              src={picture}
              alt={t("console_briefings.preview_of", { what: t(KIND_WORDS[kind]) })}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** A map that was given up is still being drawn: the next one is asked for again. */
const TRIES = 8;

function usePicture(address: string | null) {
  const [drawn, setDrawn] = useState<{ address: string; picture: string } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (address === null) return;
    setError(null);
    const stop = new AbortController();
    let picture: string | null = null;
    let timer: ReturnType<typeof setTimeout>;
    const draw = async (tries: number) => {
      try {
        const blob = await askBlob(address, stop.signal);
        if (stop.signal.aborted) return;
        picture = URL.createObjectURL(blob);
        setDrawn({ address, picture });
      } catch (failure) {
        if (stop.signal.aborted) return;
        const wait = askAgainIn(failure);
        if (wait === null || tries <= 1) setError(failure);
        else timer = setTimeout(() => void draw(tries - 1), wait * 1000);
      }
    };
    timer = setTimeout(() => void draw(TRIES), SETTLED_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
      if (picture) URL.revokeObjectURL(picture);
    };
  }, [address, turn]);
  return {
    picture: drawn?.address === address ? drawn.picture : null,
    error,
    again: () => setTurn((now) => now + 1),
  };
}

function Take({ wish }: { wish: MapWish }) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const take = () => {
    setBusy(true);
    setError(null);
    askBlob(sheetAddress(wish, language.value, false))
      .then((blob) => saveFile(blob, sheetName(wish)))
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <>
      {error !== null && (
        <span class="fault" role="alert">
          {reasonOf(error)}
        </span>
      )}
      <Button look="strong" disabled={isBusy} onPress={take}>
        {isBusy
          ? t("console_briefings.drawing")
          : t("console_briefings.download_sheet", { form: wish.form.toUpperCase() })}
      </Button>
    </>
  );
}
