/** What is recorded of an incident. */
import type { ComponentChildren } from "preact";
import { Part } from "../parts/page.tsx";
import { Hidden, readsInFull, Typed } from "../records/hidden.tsx";
import { type Area, areaWord, type Catalogue, groupWord, termWord } from "../records/names.ts";
import { fullTime, number } from "../times.ts";
import { placeWord } from "./changes.ts";
import { outcomeWord, placedWord, seizedWord, sourceWord } from "./terms.ts";
import type { Incident } from "./wire.ts";
import { t } from "./words.ts";

interface FactsProps {
  of: Incident;
  areas: readonly Area[];
  catalogue: Catalogue;
}

export function Facts({ of, areas, catalogue }: FactsProps) {
  const group = groupWord(catalogue, of.category);
  const act = termWord(catalogue.categories, of.category);
  const accuracy =
    of.accuracy_m === null ? "" : t("console_incidents.accuracy", { n: number(of.accuracy_m) });
  return (
    <Part title={t("console_incidents.facts")}>
      <p class="narrative">
        {/* Whoever reads no free text is not told whether there is any. */}
        <Typed text={of.narrative} isHidden={!readsInFull()} />
      </p>
      <dl class="facts wide">
        <Fact name={t("console_incidents.act")}>{group ? `${group} · ${act}` : act}</Fact>
        <Fact name={t("console_incidents.source")}>{sourceWord(of.source)}</Fact>
        <Fact name={t("console_incidents.area")}>
          {of.area ? areaWord(areas, of.area) : t("console_incidents.no_area")}
        </Fact>
        <Fact name={t("console_incidents.cell")}>{of.cell ?? t("console_incidents.no_cell")}</Fact>
        <Fact name={t("console_incidents.place")}>
          {[placeWord(of.point), accuracy, placedWord(of.placed_by)].filter(Boolean).join(" · ")}
        </Fact>
        <Fact name={t("console_incidents.received_at")}>{fullTime(of.received_at)}</Fact>
        <Fact name={t("console_incidents.outcome")} isWhole>
          {of.outcomes.length === 0
            ? t("console_incidents.no_outcome")
            : of.outcomes.map((one, at) => (
                <Line key={at} note={one.note} isHidden={!readsInFull()}>
                  {outcomeWord(catalogue, one)}
                  {one.at && <span class="quiet"> {fullTime(one.at)}</span>}
                </Line>
              ))}
        </Fact>
        {of.seized.length > 0 && (
          <Fact name={t("console_incidents.seized")} isWhole>
            {of.seized.map((one, at) => (
              <Line key={at} note={one.note} isHidden={!readsInFull()}>
                {seizedWord(catalogue, one)}
              </Line>
            ))}
          </Fact>
        )}
      </dl>
    </Part>
  );
}

interface FactProps {
  name: string;
  /** Takes the whole width, where others stand two in a row. */
  isWhole?: boolean;
  children: ComponentChildren;
}

function Fact({ name, isWhole, children }: FactProps) {
  return (
    <>
      <dt class={isWhole ? "first" : ""}>{name}</dt>
      <dd class={isWhole ? "whole" : ""}>{children}</dd>
    </>
  );
}

interface LineProps {
  note: string;
  isHidden: boolean;
  children: ComponentChildren;
}

function Line({ note, isHidden, children }: LineProps) {
  return (
    <span class="line">
      {children} {note ? <span class="typed quiet">{note}</span> : isHidden && <Hidden />}
    </span>
  );
}
