/** One briefing: on its way, or what came of it. */
import { useState } from "preact/hooks";
import { go } from "../../base/router.ts";
import { wordOf } from "../../base/words.ts";
import { Button } from "../../ui/controls.tsx";
import { Failed, Loading, reasonOf } from "../../ui/states.tsx";
import { Twice } from "../../ui/twice.tsx";
import { isOver } from "../jobs.ts";
import { useOffice } from "../office.ts";
import { Page, Part, Split } from "../parts/page.tsx";
import { fullTime, percent, spanWords } from "../times.ts";
import { useJob } from "../use_job.ts";
import { FileList } from "./file_list.tsx";
import { fileAddress, packed, sizeWords } from "./files.ts";
import { draft, order, stop } from "./order.ts";
import { readPeriod } from "./periods.ts";
import { Preview } from "./preview.tsx";
import { areasWords, askerOf, Standing, titleOf } from "./said.tsx";
import type { BriefJob } from "./wire.ts";
import { t } from "./words.ts";

export function One({ id }: { id: string }) {
  useOffice();
  const { job, error, again } = useJob<BriefJob>(id);
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  if (job === null) {
    return (
      <Page title={t("console_briefings.briefing")} tools={<Back />}>
        {error !== null ? <Failed error={error} again={again} /> : <Loading />}
      </Page>
    );
  }
  const run = (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    work()
      .catch(setFailure)
      .finally(() => setBusy(false));
  };
  const sameAgain = () =>
    run(async () => {
      const made = await order(job.asked);
      go("briefings", "one", made.id);
    });
  const change = () => {
    const { kind, period, areas, languages, formats } = job.asked;
    draft.value = { kind, period: readPeriod(kind, period), areas, languages, formats };
    go("briefings");
  };
  const tools = (
    <>
      <Back />
      {isOver(job) ? (
        <>
          <Button onPress={change}>{t("console_briefings.change_and_make")}</Button>
          <Button disabled={isBusy} onPress={sameAgain}>
            {t("console_briefings.make_again")}
          </Button>
          <Whole job={job} />
        </>
      ) : (
        <Twice disabled={isBusy} onPress={() => run(() => stop(job.id).then(again))}>
          {t("console_briefings.stop")}
        </Twice>
      )}
    </>
  );
  return (
    <Page fill title={titleOf(job.asked)} sub={areasWords(job.asked)} tools={tools}>
      {failure !== null && (
        <p class="note" data-tone="bad" role="alert">
          {reasonOf(failure)}
        </p>
      )}
      <Split main={<Came job={job} />} side={<About job={job} />} />
    </Page>
  );
}

function Back() {
  return (
    <a class="button plain" href="#/briefings">
      {t("console_briefings.to_all")}
    </a>
  );
}

function Whole({ job }: { job: BriefJob }) {
  const whole = packed(job.files);
  if (whole === null) return null;
  return (
    <a class="button strong" href={fileAddress(job.id, whole.name)} download={whole.name}>
      {t("console_briefings.download_all", { size: sizeWords(whole.size_bytes) })}
    </a>
  );
}

function Came({ job }: { job: BriefJob }) {
  switch (job.state) {
    case "waiting":
      return <Underway share={0} words={t("console_briefings.waits")} />;
    case "running":
      return <Running job={job} />;
    case "stopped":
      return <Told words={t("console_briefings.stopped")} />;
    case "interrupted":
      return <Told words={t("console_briefings.interrupted")} isBad />;
    case "failed": {
      const { problem } = job.result ?? {};
      const reasons = problem
        ? [
            { zh: problem.detail_zh, en: problem.detail_en },
            ...problem.findings.map((one) => ({ zh: one.reason_zh, en: one.reason_en })),
          ].map(wordOf)
        : [];
      return <Told words={[t("console_briefings.failed"), ...reasons].join(" ")} isBad />;
    }
    case "done":
      return job.files.length > 0 ? (
        <Preview job={job} />
      ) : (
        <Told words={t("console_briefings.expired")} />
      );
  }
}

function Told({ words, isBad }: { words: string; isBad?: boolean }) {
  return (
    <div class="empty brief-whole" role={isBad ? "alert" : "status"}>
      <p class="brief-told">{words}</p>
    </div>
  );
}

function Running({ job }: { job: BriefJob }) {
  const { progress } = job;
  const words = progress
    ? t("console_briefings.file_n", {
        n: progress.n_made,
        of: progress.n_files,
        name: progress.file,
      })
    : t("console_briefings.reading");
  return <Underway share={progress?.share ?? 0} words={words} />;
}

function Underway({ share, words }: { share: number; words: string }) {
  return (
    <div class="empty brief-whole">
      <div class="brief-underway">
        <p class="brief-share">{percent(share)}</p>
        <div
          class="bar"
          role="progressbar"
          aria-label={t("console_briefings.progress")}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share * 100)}
        >
          <span style={{ width: `${share * 100}%` }} />
        </div>
        <p role="status">{words}</p>
        <p class="quiet small">{t("console_briefings.may_leave")}</p>
      </div>
    </div>
  );
}

function About({ job }: { job: BriefJob }) {
  const { started_at, ended_at, result } = job;
  const took =
    started_at !== null && ended_at !== null
      ? spanWords((Date.parse(ended_at) - Date.parse(started_at)) / 1000)
      : null;
  return (
    <>
      <Part title={t("console_briefings.about")}>
        <dl class="brief-facts">
          <dt>{t("console_briefings.state")}</dt>
          <dd>
            <Standing job={job} />
          </dd>
          <dt>{t("console_briefings.asked_by")}</dt>
          <dd>{askerOf(job)}</dd>
          <dt>{t("console_briefings.asked_at")}</dt>
          <dd>{fullTime(job.created_at)}</dd>
          {started_at !== null && (
            <>
              <dt>{t("console_briefings.data_at")}</dt>
              <dd>{fullTime(started_at)}</dd>
            </>
          )}
          {took !== null && (
            <>
              <dt>{t("console_briefings.took")}</dt>
              <dd>{took}</dd>
            </>
          )}
          {result?.kept_until && (
            <>
              <dt>{t("console_briefings.kept_until")}</dt>
              <dd>{fullTime(result.kept_until).slice(0, 10)}</dd>
            </>
          )}
        </dl>
      </Part>
      <FileList job={job} />
    </>
  );
}
