/** Small parts that the views share. */
import { dayOf } from "../times.ts";
import { statusWord } from "./said.ts";
import type { Status } from "./wire.ts";
import { t } from "./words.ts";

/** How far a boundary may be trusted, in a word. */
export function StatusTag({ status }: { status: Status }) {
  return (
    <span class="tag places-nowrap" data-tone={status === "approved" ? "good" : "wait"}>
      {statusWord(status)}
    </span>
  );
}

export function Since({ at }: { at: string | null }) {
  if (at === null) return <span class="quiet">{t("console_places.from_the_start")}</span>;
  return <span class="places-nowrap">{dayOf(at)}</span>;
}

/** A line of the legend: how something is drawn, and what it is. */
export function Mark({ look, ink, children }: { look: string; ink: string; children: string }) {
  return (
    <div class="legend-row">
      <span class="places-mark" data-look={look} style={{ color: ink }} aria-hidden="true" />
      <span>{children}</span>
    </div>
  );
}
