/** What states, parts and sizes are called. */
import { number, percent } from "../times.ts";
import type { AreaEntry, AreaKind, BoundaryImport, Figures, Part, Status } from "./wire.ts";
import { t } from "./words.ts";

/** Stands in an address where an area has its code: no area has it. */
export const NEW = "~new";

export const PARTS: readonly Part[] = ["outline", "first", "second", "quasi"];

export function partWord(part: Part): string {
  const words = {
    outline: t("console_places.outline"),
    first: t("console_places.first"),
    second: t("console_places.second"),
    quasi: t("console_places.quasi"),
  };
  return words[part];
}

export function statusWord(status: Status): string {
  const words = {
    approved: t("console_places.approved"),
    illustrative: t("console_places.illustrative"),
    placeholder: t("console_places.placeholder"),
    draft: t("console_places.draft_status"),
  };
  return words[status];
}

export function squadWord(squad: string): string {
  if (squad === "reservoir") return t("console_places.squad_reservoir");
  return squad === "park" ? t("console_places.squad_park") : squad;
}

export function kindWord(kind: AreaKind): string {
  return kind === "reservoir" ? t("console_places.kind_reservoir") : t("console_places.kind_park");
}

/** Say how often a cell must be visited. */
export function intervalWord(interval_s: number | null): string {
  if (interval_s === null) return t("console_places.every_never");
  const hours = interval_s / 3600;
  if (hours <= 8) return t("console_places.every_shift");
  if (hours === 24) return t("console_places.every_day");
  return t("console_places.every_days", { n: number(hours / 24) });
}

/** Say what became of an import; `later` are those brought in after it. */
export function stateWord(one: BoundaryImport, later: readonly BoundaryImport[] = []): string {
  if (one.state === "draft") return t("console_places.state_draft");
  if (one.state === "discarded") return t("console_places.state_discarded");
  if (one.state === "waiting")
    return t("console_places.state_waiting", { day: one.valid_from ?? "" });
  return isReplaced(one, later)
    ? t("console_places.state_replaced")
    : t("console_places.state_in_force");
}

export function stateTone(one: BoundaryImport, later: readonly BoundaryImport[] = []): string {
  if (one.state === "draft" || one.state === "waiting") return "wait";
  return one.state === "in_force" && !isReplaced(one, later) ? "good" : "";
}

/** Whether another of the same part was put in force after it. */
export function isReplaced(one: BoundaryImport, all: readonly BoundaryImport[]): boolean {
  return all.some(
    (other) =>
      other.part === one.part &&
      other.state === "in_force" &&
      (other.applied_at ?? "") > (one.applied_at ?? ""),
  );
}

/** Return `10.83`, of square kilometres. */
export function km2(area_m2: number): string {
  return number(area_m2 / 1e6, area_m2 < 1e6 ? 3 : 2);
}

/** Return `+430,120 m²`, `−12 m²` or `0 m²`. */
export function signedM2(area_m2: number): string {
  const whole = Math.round(area_m2);
  const sign = whole > 0 ? "+" : whole < 0 ? "−" : "";
  return `${sign}${t("console_places.m2", { n: number(Math.abs(whole)) })}`;
}

/** Return `+4.0%`; null where nothing held before. */
export function shareOf({ before_m2, after_m2 }: Figures): string | null {
  if (before_m2 <= 0) return null;
  const share = after_m2 / before_m2 - 1;
  const sign = share > 0 ? "+" : share < 0 ? "−" : "";
  const size = Math.abs(share);
  return `${sign}${size > 0 && size < 0.1 ? `${number(size * 100, size < 0.001 ? 3 : 1)}%` : percent(size)}`;
}

/** Say how many cells an area has. */
export function cellsOf({ grid }: AreaEntry): string {
  if (grid === null) return t("console_places.no_cells");
  const n = number(grid.n_cells);
  return grid.size_m === null
    ? t("console_places.cells_irregular", { n })
    : t("console_places.cells_of", { n, size: number(grid.size_m) });
}
