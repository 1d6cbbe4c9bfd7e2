/** A published month held against patrols: who was out as planned, as far as records tell. */
import { useState } from "preact/hooks";
import { useAsked } from "../../asking.ts";
import { Show } from "../../parts/asked.tsx";
import { Figure } from "../../parts/figure.tsx";
import { Page, Part, Split } from "../../parts/page.tsx";
import { may } from "../../session.ts";
import { number, shortTime, spanWords } from "../../times.ts";
import { dayWords, dutyWords, periodWords, said } from "../saying.ts";
import type { Frame, Roster } from "../wire.ts";
import { type Key, t } from "../words.ts";
import { AttendanceGrid } from "./attendance_grid.tsx";
import { stateWord } from "./states.ts";
import { type PersonRow, rowsOf } from "./sums.ts";
import type { Attendance, Unplanned } from "./wire.ts";

export function AttendancePage({ roster, frame }: { roster: Roster; frame: Frame }) {
  const isPublished = roster.state === "published";
  const asked = useAsked<Attendance>(
    isPublished ? `/api/v1/rosters/${roster.id}/attendance` : null,
  );
  const [chosen, choose] = useState<string | null>(null);
  const rows = rowsOf(asked.body?.duties ?? [], frame.people);
  const row = rows.find((one) => one.officer_id === chosen);
  return (
    <Page
      fill
      title={`${said(frame.squad)} · ${periodWords(roster)} · ${t("console_rosters.attendance")}`}
      sub={
        <>
          {asked.body && t("console_rosters.attendance_at", { at: shortTime(asked.body.at) })}{" "}
          <a href={`#/rosters/${roster.id}`}>{t("console_rosters.to_month")}</a>
        </>
      }
    >
      {!isPublished ? (
        <p class="empty">{t("console_rosters.attendance_unpublished")}</p>
      ) : (
        <Show asked={asked}>
          {(body) => (
            <>
              <p class="note">{t("console_rosters.attendance_what")}</p>
              <Totals totals={body.totals} />
              {body.duties.length === 0 ? (
                <p class="quiet">
                  {t(
                    may("records.write")
                      ? "console_rosters.attendance_none"
                      : "console_rosters.attendance_totals",
                  )}
                </p>
              ) : (
                <Split
                  main={
                    <AttendanceGrid
                      roster={roster}
                      frame={frame}
                      rows={rows}
                      chosen={chosen}
                      choose={choose}
                    />
                  }
                  side={
                    <>
                      {row ? (
                        <PersonPart row={row} roster={roster} frame={frame} />
                      ) : (
                        <p class="quiet">{t("console_rosters.attendance_choose")}</p>
                      )}
                      <UnplannedPart items={body.unplanned} />
                    </>
                  }
                />
              )}
            </>
          )}
        </Show>
      )}
    </Page>
  );
}

const FIGURES: readonly { of: keyof Attendance["totals"]; word: Key; means: Key }[] = [
  { of: "planned", word: "console_rosters.total_planned", means: "console_rosters.planned_means" },
  { of: "present", word: "console_rosters.state_present", means: "console_rosters.present_means" },
  { of: "absent", word: "console_rosters.state_absent", means: "console_rosters.absent_means" },
  {
    of: "elsewhere",
    word: "console_rosters.state_elsewhere",
    means: "console_rosters.elsewhere_means",
  },
  { of: "on_leave", word: "console_rosters.on_leave", means: "console_rosters.leave_means" },
  { of: "not_yet", word: "console_rosters.state_not_yet", means: "console_rosters.not_yet_means" },
  {
    of: "unplanned",
    word: "console_rosters.total_unplanned",
    means: "console_rosters.unplanned_means",
  },
];

function Totals({ totals }: { totals: Attendance["totals"] }) {
  return (
    <div class="figure-grid attendance-totals">
      {FIGURES.map(({ of, word, means }) => (
        <Figure key={of} value={number(totals[of])} label={t(word)} means={t(means)} />
      ))}
    </div>
  );
}

interface PersonPartProps {
  row: PersonRow;
  roster: Roster;
  frame: Frame;
}

function PersonPart({ row, roster, frame }: PersonPartProps) {
  return (
    <Part title={row.name}>
      <p>
        {t("console_rosters.there_of", { n: row.nThere, of: row.nSettled })}
        {row.outMinutes > 0 &&
          ` · ${t("console_rosters.out_for", { span: spanWords(row.outMinutes * 60) })}`}
      </p>
      <ol class="change-list">
        {row.duties.map((one) => (
          <li key={`${one.day} ${one.shift} ${one.post}`}>
            <span>
              {dayWords(one.day)} {dutyWords(roster, frame, one.shift, one.post)}
            </span>
            <span class={one.state === "absent" ? "lacks-record" : "quiet"}>
              {stateWord(one.state)}
              {one.first_at !== null &&
                ` ${shortTime(one.first_at)} · ${spanWords(one.out_minutes * 60)}`}
            </span>
          </li>
        ))}
      </ol>
    </Part>
  );
}

function UnplannedPart({ items }: { items: readonly Unplanned[] }) {
  return (
    <Part title={t("console_rosters.unplanned_n", { n: items.length })}>
      {items.length === 0 ? (
        <p class="quiet">{t("console_rosters.unplanned_none")}</p>
      ) : (
        <ul class="change-list">
          {items.map((one) => (
            <li key={`${one.patrol_id} ${one.officer_id}`}>
              <span>{one.name ?? "—"}</span>
              <span class="quiet">
                {shortTime(one.started_at)}–
                {one.ended_at === null
                  ? t("console_rosters.goes_on")
                  : shortTime(one.ended_at).slice(-5)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
