/** What was made before: of what, by whom, when, as the records stood then. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { query, useAsked } from "../asking.ts";
import { isOver } from "../jobs.ts";
import { useOffice } from "../office.ts";
import { Show } from "../parts/asked.tsx";
import { Explained } from "../parts/figure.tsx";
import { shortTime } from "../times.ts";
import { areasWords, askerOf, Standing, titleOf } from "./said.tsx";
import type { BriefJob } from "./wire.ts";
import { t } from "./words.ts";

interface Page {
  items: BriefJob[];
  next: string | null;
}

const FEW = 30;
const MANY = 200;
const AGAIN_MS = 3_000;

export function History() {
  useOffice();
  const [limit, setLimit] = useState(FEW);
  const asked = useAsked<Page>(query("/api/v1/jobs", { kind: "brief", limit }));
  const isOpen = asked.body?.items.some((one) => !isOver(one)) ?? false;
  const { again } = asked;
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(again, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isOpen]);
  return (
    <Show
      asked={asked}
      isEmpty={({ items }) => items.length === 0}
      empty={<p>{t("console_briefings.none_yet")}</p>}
    >
      {({ items, next }) => (
        <>
          <div class="table-frame">
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{t("console_briefings.briefing")}</th>
                  <th scope="col">{t("console_briefings.areas")}</th>
                  <th scope="col">{t("console_briefings.asked_by")}</th>
                  <th scope="col">{t("console_briefings.asked_at")}</th>
                  <th scope="col">
                    <Explained means={t("console_briefings.data_at_means")}>
                      {t("console_briefings.data_at")}
                    </Explained>
                  </th>
                  <th scope="col">{t("console_briefings.state")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <Row key={one.id} job={one} />
                ))}
              </tbody>
            </table>
          </div>
          {next !== null && limit < MANY && (
            <div class="brief-more">
              <Button look="plain" onPress={() => setLimit(MANY)}>
                {t("console_briefings.older")}
              </Button>
            </div>
          )}
          <p class="quiet small brief-kept">{t("console_briefings.kept")}</p>
        </>
      )}
    </Show>
  );
}

function Row({ job }: { job: BriefJob }) {
  return (
    <tr>
      <td>
        <a href={`#/briefings/one/${job.id}`}>{titleOf(job.asked)}</a>
      </td>
      <td>{areasWords(job.asked)}</td>
      <td>{askerOf(job)}</td>
      <td class="brief-when">{shortTime(job.created_at)}</td>
      <td class="brief-when">{shortTime(job.started_at)}</td>
      <td>
        <Standing job={job} />
      </td>
    </tr>
  );
}
