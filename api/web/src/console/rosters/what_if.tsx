/** What would be otherwise with one officer more, or with a leave refused. */
import { useState } from "preact/hooks";
import { Button, Chip, Choice } from "../../ui/controls.tsx";
import { isOver } from "../jobs.ts";
import { Part } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import { number } from "../times.ts";
import type { Watched } from "./job.ts";
import { JobLine } from "./job_line.tsx";
import { dayWords, nameIn, said } from "./saying.ts";
import { TimeChoice } from "./time_choice.tsx";
import type { Frame, Roster, WhatIf, Worth } from "./wire.ts";
import { language, t } from "./words.ts";

interface WhatIfProps {
  roster: Roster;
  frame: Frame;
  work: Watched<WhatIf>;
}

const TIMES = ["10", "60", "180"] as const;

export function WhatIfPart({ roster, frame, work }: WhatIfProps) {
  const leaves = frame.leave.filter((one) => one.counts && one.leave_id !== null);
  const [what, setWhat] = useState<"officer" | "leave">("officer");
  const [certified, setCertified] = useState(true);
  const [boat, setBoat] = useState(false);
  const [driver, setDriver] = useState(false);
  const [seconds, setSeconds] = useState<(typeof TIMES)[number]>("60");
  const [leave, setLeave] = useState(leaves[0]?.leave_id ?? "");
  const job = work.job.value;
  const isRunning = job !== null && !isOver(job);
  const result = job !== null && isOver(job) && job.state !== "failed" ? job.result : null;
  const begin = () =>
    void work.begin(`/api/v1/rosters/${roster.id}/what-if`, {
      seconds: Number(seconds),
      ...(what === "officer"
        ? { officer: { certified, boat_licence: boat, driver } }
        : { leave_id: leave }),
    });
  return (
    <Part title={t("console_rosters.what_if")}>
      <p class="quiet">{t("console_rosters.what_if_what")}</p>
      <Choice
        label={t("console_rosters.what_if")}
        hideLabel
        look="segments"
        options={[
          { value: "officer", label: t("console_rosters.one_more") },
          { value: "leave", label: t("console_rosters.leave_refused") },
        ]}
        value={what}
        choose={setWhat}
      />
      {what === "officer" ? (
        <div class="chips">
          <Chip
            label={t("console_rosters.is_certified")}
            on={certified}
            toggle={() => setCertified(!certified)}
          />
          <Chip label={t("console_rosters.has_boat")} on={boat} toggle={() => setBoat(!boat)} />
          <Chip
            label={t("console_rosters.has_driver")}
            on={driver}
            toggle={() => setDriver(!driver)}
          />
        </div>
      ) : leaves.length > 0 ? (
        <Select
          label={t("console_rosters.which_leave")}
          options={leaves.map((one) => ({
            value: one.leave_id ?? "",
            label: `${nameIn(frame, one.officer_id)} ${dayWords(one.first_day)}—${dayWords(one.last_day)}`,
          }))}
          value={leave}
          choose={setLeave}
        />
      ) : (
        <p class="quiet">{t("console_rosters.no_leave")}</p>
      )}
      <TimeChoice offered={TIMES} value={seconds} choose={setSeconds} />
      <Button onPress={begin} disabled={isRunning || (what === "leave" && leave === "")}>
        {t("console_rosters.what_if_search")}
      </Button>
      <JobLine work={work} />
      {result !== null && (
        <>
          <p>
            <b>{language.value === "zh" ? result.said_zh : result.said_en}</b>
          </p>
          <table class="table fair">
            <thead>
              <tr>
                <td />
                <th scope="col" class="number">
                  {t("console_rosters.as_is")}
                </th>
                <th scope="col" class="number">
                  {t("console_rosters.if_so")}
                </th>
              </tr>
            </thead>
            <tbody>
              <Line
                name={t("console_rosters.not_met")}
                of={(one) => one.n_hard_broken}
                {...result}
              />
              <Line
                name={t("console_rosters.soft_cost")}
                of={(one) => one.value.soft}
                {...result}
              />
            </tbody>
          </table>
          {result.after.shortages.slice(0, 3).map((one) => (
            <p class="broken-card" key={one.zh}>
              {said(one)}
            </p>
          ))}
        </>
      )}
    </Part>
  );
}

interface LineProps {
  name: string;
  before: Worth;
  after: Worth;
  of: (worth: Worth) => number;
}

function Line({ name, before, after, of }: LineProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{number(of(before))}</td>
      <td class="number">
        <b>{number(of(after))}</b>
      </td>
    </tr>
  );
}
