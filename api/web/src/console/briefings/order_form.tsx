/** What a briefing is to be of, and as which files. */
import { useState } from "preact/hooks";
import { go } from "../../base/router.ts";
import { Button, Chip, Choice } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { useAsked } from "../asking.ts";
import { areasOf, areaWord, useOffice } from "../office.ts";
import { Part } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import { dayOf } from "../times.ts";
import {
  askedOf,
  draft,
  firstDraft,
  order,
  otherKind,
  periodOfDraft,
  toggled,
  USUAL,
} from "./order.ts";
import { type Chosen, called, partsOf, periodOf, written, yearsOf } from "./periods.ts";
import type { BriefKind, FileForm } from "./wire.ts";
import { type Key, t } from "./words.ts";

const GROUPS: readonly { name: Key; forms: readonly { form: FileForm; word: Key }[] }[] = [
  {
    name: "console_briefings.shelf_documents",
    forms: [
      { form: "pdf", word: "console_briefings.form_pdf" },
      { form: "docx", word: "console_briefings.form_docx" },
      { form: "pptx", word: "console_briefings.form_pptx" },
      { form: "xlsx", word: "console_briefings.form_xlsx" },
    ],
  },
  {
    name: "console_briefings.shelf_maps",
    forms: [
      { form: "png", word: "console_briefings.form_png" },
      { form: "svg", word: "console_briefings.form_svg" },
      { form: "html", word: "console_briefings.form_html" },
    ],
  },
  {
    name: "console_briefings.shelf_data",
    forms: [
      { form: "csv", word: "console_briefings.form_csv" },
      { form: "geojson", word: "console_briefings.form_geojson" },
      { form: "gpkg", word: "console_briefings.form_gpkg" },
      { form: "shapefile", word: "console_briefings.form_shapefile" },
      { form: "kml", word: "console_briefings.form_kml" },
      { form: "parquet", word: "console_briefings.form_parquet" },
    ],
  },
];

/** Return the first day of the last month with patrols; null until it is known. */
function useLastMonth(): string | null {
  const { body } = useAsked<{ start: string }>("/api/v1/figures", { follow: false });
  return body === null ? null : dayOf(body.start);
}

export function OrderForm() {
  useOffice();
  const lastMonth = useLastMonth();
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const now = draft.value ?? firstDraft();
  const period = periodOfDraft(now, lastMonth);
  const change = (part: Partial<typeof now>) => {
    draft.value = { ...now, ...part };
  };
  const begin = async () => {
    setSending(true);
    setError(null);
    try {
      const job = await order(askedOf(now, period));
      draft.value = null;
      go("briefings", "one", job.id);
    } catch (failure) {
      setError(failure);
      setSending(false);
    }
  };
  const isShort = now.formats.length === 0 || now.languages.length === 0;
  return (
    <Part title={t("console_briefings.make_one")}>
      <Choice
        label={t("console_briefings.kind")}
        hideLabel
        look="segments"
        options={[
          { value: "monthly", label: t("console_briefings.monthly") },
          { value: "quarterly", label: t("console_briefings.quarterly") },
          { value: "annual", label: t("console_briefings.annual") },
        ]}
        value={now.kind}
        choose={(kind) => {
          draft.value = otherKind(now, kind);
        }}
      />
      <PeriodChoice kind={now.kind} period={period} choose={(one) => change({ period: one })} />
      <Areas chosen={now.areas} choose={(areas) => change({ areas })} />
      <fieldset class="brief-group">
        <legend>{t("console_briefings.languages")}</legend>
        <div class="chips">
          <Chip
            label="中文"
            on={now.languages.includes("zh")}
            toggle={() => change({ languages: toggled(now.languages, "zh") })}
          />
          <Chip
            label="English"
            on={now.languages.includes("en")}
            toggle={() => change({ languages: toggled(now.languages, "en") })}
          />
        </div>
      </fieldset>
      {GROUPS.map(({ name, forms }) => (
        <fieldset class="brief-group" key={name}>
          <legend>{t(name)}</legend>
          <div class="chips">
            {forms.map(({ form, word }) => (
              <Chip
                key={form}
                label={t(word)}
                on={now.formats.includes(form)}
                toggle={() => change({ formats: toggled(now.formats, form) })}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <div class="row spread">
        <Button look="plain" onPress={() => change({ formats: [...USUAL] })}>
          {t("console_briefings.usual")}
        </Button>
        <Button look="plain" onPress={() => change({ formats: ["pdf", "png"] })}>
          {t("console_briefings.only_pdf")}
        </Button>
      </div>
      {isShort && <p class="quiet small">{t("console_briefings.choose_some")}</p>}
      {error !== null && (
        <p class="fault" role="alert">
          {reasonOf(error)}
        </p>
      )}
      <Button look="strong" wide disabled={isShort || isSending} onPress={() => void begin()}>
        {t("console_briefings.begin", { what: called(now.kind, period) })}
      </Button>
    </Part>
  );
}

interface PeriodProps {
  kind: BriefKind;
  period: Chosen;
  choose: (period: Chosen) => void;
}

function PeriodChoice({ kind, period, choose }: PeriodProps) {
  const today = dayOf(Date.now());
  const parts = partsOf(kind, period.year, today);
  const isRunning = written(kind, period) === written(kind, periodOf(kind, today));
  const inYear = (year: number): Chosen => {
    const there = partsOf(kind, year, today);
    return { year, part: there.includes(period.part) ? period.part : (there[0] ?? 1) };
  };
  return (
    <>
      <div class="brief-period">
        <Select
          label={t("console_briefings.year")}
          options={yearsOf(today, period.year).map((year) => ({
            value: String(year),
            label: t("console_briefings.year_of", { year }),
          }))}
          value={String(period.year)}
          choose={(year) => choose(inYear(Number(year)))}
        />
        {kind !== "annual" && (
          <Select
            label={t(kind === "monthly" ? "console_briefings.month" : "console_briefings.quarter")}
            options={parts.map((part) => ({
              value: String(part),
              label:
                kind === "monthly"
                  ? t("console_briefings.month_n", { month: part })
                  : t("console_briefings.quarter_n", { quarter: part }),
            }))}
            value={String(period.part)}
            choose={(part) => choose({ ...period, part: Number(part) })}
          />
        )}
      </div>
      {isRunning && <p class="note">{t("console_briefings.not_over")}</p>}
    </>
  );
}

function Areas({ chosen, choose }: { chosen: string[]; choose: (areas: string[]) => void }) {
  return (
    <fieldset class="brief-group">
      <legend>{t("console_briefings.areas")}</legend>
      <div class="chips">
        <Chip
          label={t("console_briefings.all_areas")}
          on={chosen.length === 0}
          toggle={() => choose([])}
        />
        {areasOf().map(({ code }) => (
          <Chip
            key={code}
            label={areaWord(code)}
            on={chosen.includes(code)}
            toggle={() => choose(toggled(chosen, code))}
          />
        ))}
      </div>
    </fieldset>
  );
}
