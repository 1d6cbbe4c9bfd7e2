/** One case with its whole way: what is asked of it, what was done, how it looked. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../../ui/controls.tsx";
import { useAsked } from "../../asking.ts";
import { areaWord, termWord } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Explained } from "../../parts/figure.tsx";
import { Part } from "../../parts/page.tsx";
import { Remarks } from "../../parts/remarks.tsx";
import { may } from "../../session.ts";
import { fullTime, shortTime } from "../../times.ts";
import { t } from "../words.ts";
import { Marks, placeOf } from "./column.tsx";
import {
  holderWord,
  lengthWord,
  limitWord,
  sourceWord,
  stageWord,
  stateWord,
  stepWord,
  workedWords,
} from "./names.ts";
import { Photos } from "./photos.tsx";
import { StepDialog } from "./step_dialog.tsx";
import { offered } from "./steps.ts";
import { Way } from "./way.tsx";
import type { CaseRun, CaseWay, StepKind } from "./wire.ts";

export function CaseView({ id, close }: { id: string; close: () => void }) {
  const asked = useAsked<CaseWay>(`/api/v1/cases/${id}`);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  return (
    <aside
      class="case-view"
      aria-label={t("console_park.case")}
      tabIndex={-1}
      ref={panel}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <Show asked={asked}>{(body) => <Told of={body} close={close} changed={asked.again} />}</Show>
    </aside>
  );
}

function Told({ of, close, changed }: { of: CaseWay; close: () => void; changed: () => void }) {
  const [step, setStep] = useState<StepKind | null>(null);
  const isLeader = may("duty.plan");
  const kinds = may("records.write") ? offered(of, isLeader) : [];
  return (
    <>
      <div class="case-head">
        <div>
          <h2>{termWord("categories", of.category)}</h2>
          <p class="quiet">{placeOf(of)}</p>
        </div>
        <Button onPress={close}>{t("console_park.close")}</Button>
      </div>
      <div class="case-marks">
        <span class="tag" data-tone={of.overdue ? "bad" : of.stage === "closed" ? "ok" : "wait"}>
          {stageWord(of.stage)}
          {of.overdue ? ` · ${t("console_park.overdue")}` : ""}
        </span>
        <Marks of={of} />
      </div>
      <Remarks of={of.supervision} tone="bad" />
      <Remarks of={of.findings} />
      {(kinds.length > 0 || isLeader) && (
        <div class="case-acts">
          {kinds.map((kind, at) => (
            <Button key={kind} look={at === 0 ? "strong" : ""} onPress={() => setStep(kind)}>
              {stepWord(kind)}
            </Button>
          ))}
          {isLeader && (
            <a
              class="button"
              href={`/api/v1/cases/${of.id}/papers/supervision-sheet.pdf`}
              target="_blank"
              rel="noopener"
            >
              {t("console_park.sheet")}
            </a>
          )}
        </div>
      )}
      <dl class="fact-list">
        <dt>{t("console_park.reported_at")}</dt>
        <dd>
          {fullTime(of.reported_at)} · {sourceWord(of.source)}
        </dd>
        <dt>{t("console_park.area")}</dt>
        <dd>
          {of.area ? areaWord(of.area) : "—"} {of.cell}
        </dd>
        <dt>{t("console_park.holder")}</dt>
        <dd>{holderWord(of.holder)}</dd>
        <dt>{t("console_park.age")}</dt>
        <dd>
          <Explained means={t("console_park.age_means")}>{workedWords(of.working_s)}</Explained>
        </dd>
        {of.due_at && (
          <>
            <dt>{t("console_park.due_at")}</dt>
            <dd>{fullTime(of.due_at)}</dd>
          </>
        )}
        {of.note && (
          <>
            <dt>{t("console_park.note")}</dt>
            <dd class="typed">{of.note}</dd>
          </>
        )}
      </dl>
      {of.incident_id && (
        <a class="link" href={`#/incidents/${of.incident_id}`}>
          {t("console_park.to_incident")}
        </a>
      )}
      <Photos of={of.photos} />
      <Part title={t("console_park.way")}>
        <Way of={of} changed={changed} />
      </Part>
      {of.runs.length > 0 && (
        <Part title={t("console_park.limits")}>
          <Runs of={of.runs} />
        </Part>
      )}
      {step && (
        <StepDialog
          of={of}
          kind={step}
          close={() => setStep(null)}
          done={() => {
            setStep(null);
            changed();
          }}
        />
      )}
    </>
  );
}

const TONE: Readonly<Record<CaseRun["state"], string>> = {
  met: "ok",
  met_late: "bad",
  running: "wait",
  due_soon: "wait",
  overdue: "bad",
};

function Runs({ of }: { of: readonly CaseRun[] }) {
  return (
    <table class="table small">
      <thead>
        <tr>
          <th>{t("console_park.limit_of")}</th>
          <th>{t("console_park.limit")}</th>
          <th>{t("console_park.due_at")}</th>
          <th>{t("console_park.state")}</th>
        </tr>
      </thead>
      <tbody>
        {of.map((run) => (
          <tr key={`${run.what}${run.started_at}`}>
            <td>{limitWord(run.what)}</td>
            <td>{lengthWord(run)}</td>
            <td>{shortTime(run.due_at)}</td>
            <td>
              <span class="tag" data-tone={TONE[run.state]}>
                {stateWord(run.state)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
