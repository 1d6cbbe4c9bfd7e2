/** What leaves the house: a table, shapes, a sheet of paper, a picture, a page. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { query } from "../asking.ts";
import { Dialog } from "../parts/dialog.tsx";
import { may } from "../session.ts";
import { dayOf, fullTime } from "../times.ts";
import { language, nameOf } from "../words.ts";
import type { Choice } from "./choice.ts";
import { csvOf } from "./csv.ts";
import { fetched, save } from "./files.ts";
import { classWords } from "./legend.tsx";
import { rowOf } from "./standing.ts";
import type { Gaps, Standing } from "./use_gaps.ts";
import type { WireArea } from "./wire.ts";
import { placeWords, t } from "./words.ts";

type Form = "csv" | "geojson" | "pdf" | "png" | "html";

interface ExportProps {
  area: WireArea;
  choice: Choice;
  span: Gaps["span"];
  standing: Standing;
  close: () => void;
}

export function ExportDialog({ area, choice, span, standing, close }: ExportProps) {
  const [busy, setBusy] = useState<Form | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const forms: [Form, string][] = [
    ["csv", t("console_gaps.export_csv")],
    ["geojson", t("console_gaps.export_geojson")],
  ];
  if (may("maps.read")) {
    forms.push(
      ["pdf", t("console_gaps.export_pdf")],
      ["png", t("console_gaps.export_png")],
      ["html", t("console_gaps.export_html")],
    );
  }
  const take = async (form: Form) => {
    setBusy(form);
    setFault(null);
    const name = `${nameFor(area, standing)}.${form}`;
    try {
      const file =
        form === "csv"
          ? new Blob([tableOf(standing, choice)], { type: "text/csv;charset=utf-8" })
          : await fetched(pathOf(form, area.code, span));
      save(file, name);
      toast(t("console_gaps.export_saved", { name }));
    } catch (error) {
      setFault(reasonOf(error));
    }
    setBusy(null);
  };
  return (
    <Dialog title={t("console_gaps.export_title")} close={close}>
      <div class="stack">
        {forms.map(([form, label]) => (
          <Button key={form} wide disabled={busy !== null} onPress={() => void take(form)}>
            {busy === form ? t("console_gaps.export_drawing") : label}
          </Button>
        ))}
      </div>
      {(choice.hours !== "all" || choice.source !== "patrol") && (
        <p class="note">{t("console_gaps.export_note")}</p>
      )}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}

const PICTURE_DPI = 300;

function pathOf(form: Form, area: string, span: Gaps["span"]): string {
  const its = { area, ...span };
  const lang = language.value;
  switch (form) {
    case "geojson":
      return query("/api/v1/gaps", { ...its, format: "geojson" });
    case "png":
      return query("/api/v1/maps/gaps/print", { ...its, form, lang, dpi: PICTURE_DPI });
    case "pdf":
      return query("/api/v1/maps/gaps/print", { ...its, form, lang });
    default:
      return query("/api/v1/maps/gaps", { ...its, lang });
  }
}

function nameFor(area: WireArea, { view }: Standing): string {
  const [first, last] = [dayOf(view.start), dayOf(Date.parse(view.end) - 1)];
  // A name of an area may have what no file may.
  const name = nameOf(area).replace(/[\\/:*?"<>|\s]+/g, "_");
  return t("console_gaps.file_name", { area: name, first, last });
}

function tableOf({ sheet, map, view }: Standing, choice: Choice): string {
  const head = [
    t("console_gaps.col_code"),
    t("console_gaps.csv_kind"),
    t("console_gaps.csv_level"),
    t("console_gaps.csv_class"),
    t("console_gaps.csv_last"),
    t("console_gaps.csv_age_h"),
    t("console_gaps.csv_required_h"),
  ];
  const hours = (seconds: number) => Number((seconds / 3600).toFixed(1));
  const rows = Array.from({ length: sheet.n }, (_, place) => {
    const row = rowOf(sheet, view, place);
    const last = view.last_seen[place] ?? null;
    return [
      row.code,
      placeWords(map.cells[place]?.kind ?? "", ""),
      placeWords("", view.levels[place] ?? ""),
      classWords(row.gap, choice),
      last === null ? "" : fullTime(last * 1000),
      row.ageS === null ? "" : hours(row.ageS),
      row.requiredS === null ? "" : hours(row.requiredS),
    ];
  });
  return csvOf([head, ...rows]);
}
