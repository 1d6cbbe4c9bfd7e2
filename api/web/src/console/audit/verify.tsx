/** Whether everything is as it was accepted: asked for, watched, told in plain words. */
import { wordOf } from "../../base/words.ts";
import { Button } from "../../ui/controls.tsx";
import { query, useAsked } from "../asking.ts";
import { Page, Part, Split } from "../parts/page.tsx";
import { number, percent } from "../times.ts";
import { type ChainState, chainStates, recordFindings } from "./breaks.ts";
import { chainWord, exactTime, thingOf, thingWords } from "./said.ts";
import { useVerifying } from "./verifying.ts";
import { Ways } from "./ways.tsx";
import { AUDIT, type Entry, type Finding, type Verification, type Verifying } from "./wire.ts";
import { type Key, t } from "./words.ts";

export function Verify() {
  const { told, isRefused, startedAt, start, stop } = useVerifying();
  const isRunning = startedAt !== null && !isRefused && (told === null || told.state === "running");
  return (
    <Page
      fill
      title={t("console_audit.verify_title")}
      sub={t("console_audit.verify_sub")}
      tools={
        <>
          <Ways at="verify" />
          {isRunning ? (
            <Button onPress={stop}>{t("console_audit.stop")}</Button>
          ) : (
            <Button look="strong" onPress={start}>
              {t(told ? "console_audit.verify_again" : "console_audit.start")}
            </Button>
          )}
        </>
      }
    >
      <Split
        main={
          <div class="audit-verify">
            {startedAt === null && <p class="empty">{t("console_audit.not_yet")}</p>}
            {isRunning && <Underway told={told} />}
            {isRefused && (
              <p class="note" data-tone="bad" role="alert">
                {t("console_audit.not_begun")}
              </p>
            )}
            {told?.state === "failed" && told.problem && (
              <p class="note" data-tone="bad" role="alert">
                {wordOf({ zh: told.problem.detail_zh, en: told.problem.detail_en })}
              </p>
            )}
            {told?.verification && <Result seen={told.verification} />}
          </div>
        }
        side={<What />}
      />
    </Page>
  );
}

function What() {
  return (
    <Part title={t("console_audit.verify_what")}>
      <div class="audit-words">
        <ul>
          <li>{t("console_audit.verify_chains")}</li>
          <li>{t("console_audit.verify_versions")}</li>
          <li>{t("console_audit.verify_records")}</li>
        </ul>
        <p class="quiet">{t("console_audit.verify_how_long")}</p>
        <p class="quiet">
          {t("console_audit.verify_not")} <a href="#/audit/anchor">{t("console_audit.anchor")}</a>
        </p>
      </div>
    </Part>
  );
}

const STAGES: Readonly<Record<NonNullable<Verifying["what"]>, Key>> = {
  chains: "console_audit.stage_chains",
  versions: "console_audit.stage_versions",
  records: "console_audit.stage_records",
};

function Underway({ told }: { told: Verifying | null }) {
  const { what, done, total } = told ?? { what: null, done: 0, total: 0 };
  const share = total > 0 ? done / total : 0;
  return (
    <div class="audit-underway">
      <p role="status">{what ? t(STAGES[what]) : t("console_audit.beginning")}</p>
      <div
        class="bar"
        role="progressbar"
        aria-label={t("console_audit.progress")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <p class="quiet small">
        {total > 1
          ? t("console_audit.done_of", { done: number(done), total: number(total) })
          : percent(share)}
      </p>
    </div>
  );
}

function Result({ seen }: { seen: Verification }) {
  const wrong = recordFindings(seen);
  return (
    <div class="audit-result">
      {seen.sound ? (
        <div class="note" data-tone="ok" role="status">
          <strong>{t("console_audit.sound")}</strong>
          <p>
            {t("console_audit.sound_means", {
              entries: number(seen.n_entries),
              versions: number(seen.n_versions),
              records: number(seen.n_records),
            })}
          </p>
        </div>
      ) : (
        <div class="note" data-tone="bad" role="alert">
          <strong>{t("console_audit.broken", { n: number(seen.n_findings) })}</strong>
          <p>{t("console_audit.broken_do")}</p>
        </div>
      )}
      <p class="quiet small">{t("console_audit.verified_at", { at: exactTime(seen.at) })}</p>
      <h2>{t("console_audit.chains")}</h2>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t("console_audit.chain")}</th>
            <th scope="col">{t("console_audit.stands")}</th>
          </tr>
        </thead>
        <tbody>
          {chainStates(seen).map((one) => (
            <tr key={one.chain}>
              <th scope="row">{chainWord(one.chain)}</th>
              <td>
                <Stands chain={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {seen.n_adopted > 0 && (
        <p class="quiet small">{t("console_audit.adopted", { n: number(seen.n_adopted) })}</p>
      )}
      {wrong.length > 0 && <Records wrong={wrong} />}
      {seen.n_findings > seen.findings.length && (
        <p class="quiet small">
          {t("console_audit.first_only", { n: number(seen.findings.length) })}
        </p>
      )}
    </div>
  );
}

function Stands({ chain: { chain, seq, broken, n_broken } }: { chain: ChainState }) {
  const last = broken ? broken.seq - 1 : seq;
  const asked = useAsked<{ items: Entry[] }>(
    last > 0 ? query(AUDIT, { chain, before: last + 1, limit: 1 }) : null,
    { follow: false },
  );
  const at = asked.body?.items[0]?.at;
  const intact =
    last > 0
      ? t("console_audit.intact_to", { seq: number(last), at: at ? exactTime(at) : "…" })
      : t("console_audit.not_from_first");
  if (broken === null) return <span class="audit-good">{intact}</span>;
  const { finding } = broken;
  return (
    <>
      {intact}
      <strong class="audit-bad">
        {t("console_audit.broken_at", {
          seq: number(broken.seq),
          why: wordOf({ zh: finding.reason_zh, en: finding.reason_en }),
        })}
      </strong>
      {n_broken > 1 && (
        <span class="quiet">{t("console_audit.and_more", { n: number(n_broken - 1) })}</span>
      )}
    </>
  );
}

function Records({ wrong }: { wrong: readonly Finding[] }) {
  return (
    <>
      <h2>{t("console_audit.records_wrong")}</h2>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t("console_audit.record")}</th>
            <th scope="col">{t("console_audit.what_is_wrong")}</th>
          </tr>
        </thead>
        <tbody>
          {wrong.map(({ where, reason_zh, reason_en }) => {
            const { kind, id } = thingOf(where);
            return (
              <tr key={`${where} ${reason_en}`}>
                <td>
                  <a href={`#/audit/record/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`}>
                    {thingWords(where)}
                  </a>
                </td>
                <td>{wordOf({ zh: reason_zh, en: reason_en })}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
