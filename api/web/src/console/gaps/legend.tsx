/** The legend: what the colours say and of how many cells; a press on a class looks at it alone. */
import { useMemo } from "preact/hooks";
import { BoundaryNote } from "../../map/boundary_note.tsx";
import { NOT_REQUIRED } from "../../map/codec.ts";
import { Swatch } from "../../map/swatch.tsx";
import { Button } from "../../ui/controls.tsx";
import type { Asked } from "../asking.ts";
import { dayOf, fullTime, number, percent } from "../times.ts";
import type { Choice } from "./choice.ts";
import { BLIND_PERCENT } from "./painting.ts";
import { freeCorner, widthM } from "./sheet.ts";
import { hoursWords } from "./tools.tsx";
import type { Standing } from "./use_gaps.ts";
import type { WireBlind } from "./wire.ts";
import { CLASS_WORDS, type Key, t } from "./words.ts";

interface LegendProps {
  standing: Standing;
  choice: Choice;
  only: number | null;
  look: (gap: number | null) => void;
  isBlindShown: boolean;
  blind: Asked<WireBlind>;
  showBlind: (is: boolean) => void;
}

export function Legend(props: LegendProps) {
  const { standing, choice, only, look } = props;
  const { classes, sheet } = standing;
  const counts = useMemo(() => countsOf(classes), [classes]);
  const [corner, metres] = useMemo(() => [freeCorner(sheet), widthM(sheet)] as const, [sheet]);
  const isCamera = choice.source === "camera";
  const shown = counts
    .map((n, gap) => ({ n, gap }))
    .filter(({ n, gap }) => n > 0 || (gap < NOT_REQUIRED - 1 && !isCamera));
  return (
    <section class="map-card gap-legend" data-corner={corner} aria-label={title(choice)}>
      <h2>{title(choice)}</h2>
      <ul>
        {shown.map(({ n, gap }) => (
          <li key={gap}>
            <button
              type="button"
              class="legend-row"
              aria-pressed={only === gap}
              title={t("console_gaps.only_class", { what: classWords(gap, choice) })}
              onClick={() => look(only === gap ? null : gap)}
            >
              <Swatch gap={gap} />
              {classWords(gap, choice)}
              <span class="number">{number(n)}</span>
            </button>
          </li>
        ))}
      </ul>
      <Blind {...props} />
      <BoundaryNote map={standing.map} more={about(standing, metres)} />
    </section>
  );
}

function countsOf(classes: Uint8Array): number[] {
  const counts = new Array<number>(CLASS_WORDS.length).fill(0);
  for (const gap of classes) counts[gap] = (counts[gap] ?? 0) + 1;
  return counts;
}

export function classWords(gap: number, { source }: Choice): string {
  if (source === "camera" && gap === 0) return t("console_gaps.class_watched");
  if (source === "camera" && gap === 4) return t("console_gaps.class_unwatched");
  return t(CLASS_WORDS[gap] ?? ("console_gaps.class_not_required" satisfies Key));
}

function title({ source, hours }: Choice): string {
  if (source === "camera") return t("console_gaps.legend_camera");
  return hours === "all"
    ? t("console_gaps.legend")
    : t("console_gaps.legend_hours", { hours: hoursWords(hours) });
}

function about({ view }: Standing, metres: number): string[] {
  const [first, last] = [dayOf(view.start), dayOf(Date.parse(view.end) - 1)];
  const isOver = Date.parse(view.as_of) >= Date.parse(view.end);
  return [
    t("console_gaps.grid_size", { metres: number(metres) }),
    first === last ? first : t("console_gaps.days_span", { first, last }),
    isOver ? "" : t("console_gaps.as_of", { at: fullTime(view.as_of) }),
  ].filter(Boolean);
}

function Blind({ isBlindShown, blind, showBlind }: LegendProps) {
  const told = isBlindShown ? blind.body : null;
  const n = told?.blind.filter((one) => (one ?? 0) > BLIND_PERCENT).length;
  return (
    <div class="gap-blind">
      <button
        type="button"
        class="legend-row"
        role="switch"
        aria-checked={isBlindShown}
        onClick={() => showBlind(!isBlindShown)}
      >
        <span class="swatch gap-cross" aria-hidden="true">
          <svg width="20" height="14" viewBox="0 0 20 14" aria-hidden="true">
            <path d="M6 3l8 8M14 3l-8 8" stroke="currentColor" stroke-width="1.8" fill="none" />
          </svg>
        </span>
        {t("console_gaps.blind")}
        <span class="number">
          {n === undefined ? (isBlindShown ? "…" : "") : number(n)}
          <span class="gap-switch" aria-hidden="true" />
        </span>
      </button>
      {told && (
        <p class="tiny quiet">
          {t("console_gaps.blind_means", { share: percent(told.share ?? 0) })}
          {!told.complete && ` ${t("console_gaps.blind_incomplete")}`}
        </p>
      )}
      {isBlindShown && !told && Boolean(blind.error) && (
        <Button onPress={blind.again}>{t("console_gaps.again")}</Button>
      )}
    </div>
  );
}
