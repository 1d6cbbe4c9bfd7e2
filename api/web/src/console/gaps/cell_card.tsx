/** What is known of the cell that is pointed at, or of those that are chosen. */
import type { ReadonlySignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { number, percent, spanWords } from "../times.ts";
import type { Choice } from "./choice.ts";
import { classWords } from "./legend.tsx";
import { placeOf } from "./longest.tsx";
import { freeCorner } from "./sheet.ts";
import { rowOf } from "./standing.ts";
import type { Standing } from "./use_gaps.ts";
import type { WireBlind } from "./wire.ts";
import { t } from "./words.ts";

interface CardProps {
  standing: Standing;
  choice: Choice;
  blind: WireBlind | null;
  pointed: ReadonlySignal<number>;
  isUnderCard: (place: number) => boolean;
  chosen: ReadonlySet<number>;
  clear: () => void;
  hand: (() => void) | null;
}

export function CellCard(props: CardProps) {
  const { standing, choice, blind, pointed, isUnderCard, chosen, clear, hand } = props;
  const only = chosen.size === 1 ? [...chosen][0] : undefined;
  const told = pointed.value >= 0 ? pointed.value : only;
  const { sheet } = standing;
  // It must not lie on the very cell that it tells of, nor on the legend.
  const besideLegend = useMemo(() => (freeCorner(sheet) === "left" ? "right" : "left"), [sheet]);
  if (told === undefined && chosen.size === 0) return null;
  return (
    <div
      class="map-card gap-card"
      data-corner={told !== undefined && isUnderCard(told) ? besideLegend : "top"}
    >
      {told !== undefined && (
        <About standing={standing} choice={choice} blind={blind} place={told} />
      )}
      {chosen.size > 0 && (
        <div class="gap-card-acts">
          <strong>{t("console_gaps.chosen", { n: number(chosen.size) })}</strong>
          {hand && (
            <Button look="strong" onPress={hand}>
              {t("console_gaps.hand")}
            </Button>
          )}
          <Button onPress={clear}>{t("console_gaps.clear")}</Button>
        </div>
      )}
    </div>
  );
}

interface AboutProps {
  standing: Standing;
  choice: Choice;
  blind: WireBlind | null;
  place: number;
}

function About({ standing, choice, blind, place }: AboutProps) {
  const row = rowOf(standing.sheet, standing.view, place);
  const isCamera = choice.source === "camera";
  const unseen = blind?.blind[place];
  const last = isCamera
    ? t(row.ageS === null ? "console_gaps.cell_unwatched" : "console_gaps.cell_watched")
    : row.ageS === null
      ? t("console_gaps.cell_never")
      : t("console_gaps.cell_last", { age: spanWords(row.ageS) });
  return (
    <div class="gap-about">
      <h2>{row.code}</h2>
      <p class="quiet">{placeOf(standing, place)}</p>
      <p>
        {last}
        {!isCamera && row.gap > 0 && row.gap !== 4 && ` · ${classWords(row.gap, choice)}`}
      </p>
      <p class="quiet">
        {row.requiredS === null
          ? t("console_gaps.cell_required_none")
          : t("console_gaps.cell_required", { span: spanWords(row.requiredS) })}
        {unseen !== null &&
          unseen !== undefined &&
          ` · ${t("console_gaps.cell_blind", { share: percent(unseen / 100) })}`}
      </p>
    </div>
  );
}
