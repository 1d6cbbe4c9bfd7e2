/** What a briefing says, with its maps and figures, before anybody opens a file of it. */
import { useState } from "preact/hooks";
import { language, wordOf } from "../../base/words.ts";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Explained, Figure } from "../parts/figure.tsx";
import { dayOf } from "../times.ts";
import { fileAddress, pictureOf } from "./files.ts";
import { recordsOf } from "./records.ts";
import { isNumber, valueWords } from "./values.ts";
import type { Amount, BriefJob, Figures, MapSheet, Section, Table } from "./wire.ts";
import { t } from "./words.ts";

/** So many headline figures stand large at the top. */
const LARGE = 6;

export function Preview({ job }: { job: BriefJob }) {
  const asked = useAsked<Figures>(fileAddress(job.id, "figures.json"), { follow: false });
  return <Show asked={asked}>{(told) => <Whole job={job} told={told} />}</Show>;
}

function Whole({ job, told }: { job: BriefJob; told: Figures }) {
  const headline = told.sections[0]?.amounts.slice(0, LARGE) ?? [];
  return (
    <article class="brief-page">
      <header>
        <h2 class="brief-title">{wordOf(told.title)}</h2>
        <p class="quiet">
          {wordOf(told.number)} · {t("console_briefings.happened_by", { day: dayOf(told.as_of) })}
        </p>
        {told.demo && <p class="note">{t("console_briefings.demo")}</p>}
        {!told.complete && <p class="note">{t("console_briefings.not_over")}</p>}
      </header>
      {headline.length > 0 && (
        <div class="figure-grid brief-figures">
          {headline.map((one) => (
            <Figure
              key={one.code}
              value={valueWords(one.value, one.kind)}
              label={`${namedWithUnit(one)} · ${beforeWords(one)}`}
              means={wordOf(one.definition)}
            />
          ))}
        </div>
      )}
      {told.sections.map((section) => (
        <Chapter key={section.code} job={job} section={section} />
      ))}
      <footer class="quiet small">
        {told.notices.map((one) => (
          <p key={one.zh}>{wordOf(one)}</p>
        ))}
      </footer>
    </article>
  );
}

function namedWithUnit({ name, unit }: Amount): string {
  const said = wordOf(unit);
  return said ? t("console_briefings.with_unit", { name: wordOf(name), unit: said }) : wordOf(name);
}

function beforeWords({ before, kind }: Amount): string {
  return before === null
    ? t("console_briefings.no_before")
    : t("console_briefings.before_was", { value: valueWords(before, kind) });
}

function Chapter({ job, section }: { job: BriefJob; section: Section }) {
  return (
    <section class="brief-chapter">
      <h3>{wordOf(section.heading)}</h3>
      {section.paragraphs.map((one) => (
        <p key={one.zh}>{wordOf(one)}</p>
      ))}
      {section.amounts.length > 0 && <Amounts amounts={section.amounts} />}
      {section.maps.length > 0 && (
        <div class="brief-maps">
          {section.maps.map((one) => (
            <Sheet key={one.code} job={job} sheet={one} />
          ))}
        </div>
      )}
      {section.tables.map((one) => (
        <Rows key={one.code} table={one} />
      ))}
    </section>
  );
}

function Amounts({ amounts }: { amounts: readonly Amount[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t("console_briefings.figure")}</th>
          <th scope="col" class="number">
            {t("console_briefings.this_period")}
          </th>
          <th scope="col" class="number">
            {t("console_briefings.last_period")}
          </th>
          <th scope="col" class="number">
            {t("console_briefings.year_before")}
          </th>
          <th scope="col">{t("console_briefings.records")}</th>
        </tr>
      </thead>
      <tbody>
        {amounts.map((one) => (
          <tr key={one.code}>
            <th scope="row">
              <Explained means={wordOf(one.definition)}>
                <span class="brief-name">{wordOf(one.name)}</span>
              </Explained>
            </th>
            <td class="number strong">
              {valueWords(one.value, one.kind)} <span class="quiet">{wordOf(one.unit)}</span>
              {one.unknown > 0 && (
                <div class="quiet tiny">{t("console_briefings.unsaid", { n: one.unknown })}</div>
              )}
            </td>
            <td class="number">{valueWords(one.before, one.kind)}</td>
            <td class="number">{valueWords(one.year_before, one.kind)}</td>
            <td>
              <Records of={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Records({ of }: { of: Amount }) {
  const lists = of.records.map(recordsOf);
  const isOneOfSeveral = (word: string) => lists.filter((one) => one.word === word).length > 1;
  return (
    <span class="brief-records">
      {lists.map(({ href, word, area }, at) => {
        const said = t(word) + (area && isOneOfSeveral(word) ? ` · ${area}` : "");
        return href === null ? (
          <span key={at}>{said}</span>
        ) : (
          <a key={href} href={href}>
            {said}
          </a>
        );
      })}
    </span>
  );
}

function Rows({ table }: { table: Table }) {
  const note = wordOf(table.note);
  const last = table.rows.length - 1;
  return (
    <figure class="brief-table">
      <figcaption>{wordOf(table.title)}</figcaption>
      <div class="table-frame">
        <table class="table">
          <thead>
            <tr>
              {table.columns.map((one) => (
                <th key={one.name.zh} scope="col" class={isNumber(one.kind) ? "number" : undefined}>
                  {wordOf(one.name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, at) => (
              <tr key={at} class={table.totals && at === last ? "strong" : undefined}>
                {table.columns.map((column, n) => (
                  <td key={column.name.zh} class={isNumber(column.kind) ? "number" : undefined}>
                    {valueWords(row[n] ?? null, column.kind)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {note && <p class="quiet small">{note}</p>}
    </figure>
  );
}

function Sheet({ job, sheet }: { job: BriefJob; sheet: MapSheet }) {
  const [isLarge, setLarge] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const name = pictureOf(job.files, sheet.code, language.value);
  const title = wordOf(sheet.title);
  return (
    <figure class="brief-map" data-large={isLarge}>
      {name === null || isMissing ? (
        <p class="note">
          {t(isMissing ? "console_briefings.no_picture" : "console_briefings.only_file", {
            what: title,
          })}
        </p>
      ) : (
        <button
          type="button"
          aria-expanded={isLarge}
          aria-label={t("console_briefings.enlarge", { what: title })}
          onClick={() => setLarge(!isLarge)}
        >
          <img
            src={fileAddress(job.id, name)}
            alt={title}
            loading="lazy"
            onError={() => setMissing(true)}
          />
        </button>
      )}
      <figcaption class="quiet small">{wordOf(sheet.caption) || title}</figcaption>
    </figure>
  );
}
