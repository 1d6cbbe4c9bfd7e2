/** One firm: what there is to know, what is planned, and what happened there. */
import { query, useAsked } from "../../asking.ts";
import { areaWord, termWord } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Part } from "../../parts/page.tsx";
import { Remarks } from "../../parts/remarks.tsx";
import { dayOf, shortTime, weekdayOf } from "../../times.ts";
import { type Key, t } from "../words.ts";
import { type DueState, stateOf } from "./due.ts";
import type { Check, Firm, Page, Quiet, Service, Visit } from "./wire.ts";

const STATE: Record<DueState, { word: Key; tone: string }> = {
  planned: { word: "console_park.check_planned", tone: "ok" },
  done: { word: "console_park.check_done", tone: "ok" },
  waiting: { word: "console_park.check_waiting", tone: "wait" },
  soon: { word: "console_park.check_soon", tone: "bad" },
  missed: { word: "console_park.check_missed", tone: "bad" },
};

const FLAG: Readonly<Record<string, Key>> = {
  in_quiet: "console_park.flag_in_quiet",
  unplanned: "console_park.flag_unplanned",
  clock_ahead: "console_park.flag_clock_ahead",
};

interface FirmViewProps {
  id: string;
  checks: readonly Check[];
  visits: readonly Visit[];
}

export function FirmView({ id, checks, visits }: FirmViewProps) {
  const asked = useAsked<Firm>(`/api/v1/firms/${id}`);
  const services = useAsked<Page<Service>>(
    query("/api/v1/service-visits", { firm: id, limit: 1000 }),
  ).body;
  const own = checks.filter(({ firm_id, counts }) => firm_id === id && counts);
  const open = own.filter((one) => !["done"].includes(stateOf(one, visits, Date.now())));
  return (
    <Show asked={asked}>
      {(firm) => (
        <>
          <About firm={firm} />
          <Part title={t("console_park.checks")}>
            {open.length === 0 && <p class="quiet small">{t("console_park.no_checks")}</p>}
            <ul class="bare-list">
              {open.map((check) => {
                const { word, tone } = STATE[stateOf(check, visits, Date.now())];
                return (
                  <li key={check.id}>
                    <span class="case-top">
                      <strong>{check.matter}</strong>
                      <span class="tag" data-tone={tone}>
                        {t(word)}
                      </span>
                    </span>
                    <span class="quiet small">
                      {termWord("agencies", check.agency)} · {dayOf(check.window.start)} →{" "}
                      {dayOf(Date.parse(check.window.end) - 1)} ·{" "}
                      {t("console_park.n_minutes", { n: check.minutes })}
                      {check.unannounced && ` · ${t("console_park.unannounced")}`}
                    </span>
                  </li>
                );
              })}
            </ul>
          </Part>
          <Part title={t("console_park.history")}>
            <Past
              visits={visits.filter(({ firm_id }) => firm_id === id)}
              services={services?.items ?? []}
              checks={own}
            />
          </Part>
        </>
      )}
    </Show>
  );
}

function About({ firm }: { firm: Firm }) {
  return (
    <>
      <div>
        <h2 class="side-title">{firm.name}</h2>
        <p class="quiet small">{firm.credit_code}</p>
      </div>
      <Remarks of={firm.remarks} />
      <dl class="fact-list">
        <dt>{t("console_park.tier")}</dt>
        <dd>{firm.tier ?? "—"}</dd>
        <dt>{t("console_park.area")}</dt>
        <dd>
          {areaWord(firm.area)} {firm.cell} {firm.place}
        </dd>
        <dt>{t("console_park.quiet")}</dt>
        <dd>{firm.quiet.map(quietWord).join("；") || "—"}</dd>
        <dt>{t("console_park.contacts")}</dt>
        <dd class="typed">
          {firm.contacts_shown === "redacted"
            ? t("console_park.contacts_redacted")
            : firm.contacts
                .map(({ name, phone, note }) => [name, phone, note].filter(Boolean).join(" "))
                .join("；") || "—"}
        </dd>
      </dl>
    </>
  );
}

/** Return `备展赶订单 10-10 → 10-14`, `周一例会 一 08:00–10:00`. */
function quietWord({ reason, first, last, weekdays, begin, end }: Quiet): string {
  // The first of January 2024 was a Monday.
  const days = weekdays.map((day) => weekdayOf(`2024-01-0${day}`)).join("");
  const span = first || last ? `${first} → ${last}` : "";
  return [reason, span, days, begin || end ? `${begin}–${end}` : ""].filter(Boolean).join(" ");
}

interface PastProps {
  visits: readonly Visit[];
  services: readonly Service[];
  checks: readonly Check[];
}

function Past({ visits, services, checks }: PastProps) {
  const matters = new Map(checks.map(({ id, matter }) => [id, matter]));
  const entries = [
    ...visits.map((one) => ({ at: one.happened?.start ?? one.start, visit: one, service: null })),
    ...services.map((one) => ({ at: one.at, visit: null, service: one })),
  ].sort((one, other) => other.at.localeCompare(one.at));
  if (entries.length === 0) return <p class="quiet small">{t("console_park.no_history")}</p>;
  return (
    <ol class="steps-line">
      {entries.map(({ at, visit, service }) => (
        <li
          key={(visit ?? service)?.id}
          data-void={(visit ?? service)?.counts === false || undefined}
        >
          <strong>
            {t(
              visit
                ? visit.happened
                  ? "console_park.visit_happened"
                  : "console_park.visit_planned"
                : "console_park.service",
            )}
          </strong>
          <span class="quiet">{shortTime(at)}</span>
          {visit && (
            <span class="step-said">
              {[
                ...visit.checks.map((id) => matters.get(id) ?? "—"),
                ...visit.flags.flatMap((flag) => (FLAG[flag] ? [t(FLAG[flag])] : [])),
              ].join(" · ")}
            </span>
          )}
          {service && (
            <>
              <p class="typed small">{service.asked}</p>
              <p class="typed small quiet">{service.advised}</p>
              <p class="quiet small">
                {service.working_days === null
                  ? t("console_park.not_solved")
                  : t("console_park.solved_in", { n: service.working_days })}
              </p>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
