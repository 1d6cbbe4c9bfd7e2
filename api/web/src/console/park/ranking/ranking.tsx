/** How places compare by quarter: required visits made, cases in time and closed; never persons. */
import { path, replace } from "../../../base/router.ts";
import { Button, Choice } from "../../../ui/controls.tsx";
import { query, useAsked } from "../../asking.ts";
import { areasOf, areaWord } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Explained } from "../../parts/figure.tsx";
import { Select } from "../../parts/select.tsx";
import { ShareBar } from "../../parts/share_bar.tsx";
import { dayOf, fullTime, number, percent } from "../../times.ts";
import { dayOfQuarter, quarterOf } from "../months.ts";
import { language, t } from "../words.ts";

const MEASURES = ["compliance", "timeliness", "closure"] as const;
type Measure = (typeof MEASURES)[number];
const LEVELS = ["area", "block", "cell"] as const;
type Level = (typeof LEVELS)[number];

interface Share {
  good: number;
  n: number;
  share: number | null;
}

interface Line extends Record<Measure, Share> {
  rank: number | null;
  score: number | null;
  area: string;
  code: string | null;
  name: { zh: string; en: string };
  n_cells: number;
  too_few: Measure[];
}

interface Ranked {
  as_of: string;
  is_over: boolean;
  rule: {
    weights: Record<Measure, number>;
    least: Record<Measure, number>;
    places_percent: number;
  };
  lists: { squad: string; shares: Partial<Record<Measure, number>>; lines: Line[] }[];
}

const NAME = {
  compliance: "console_park.compliance",
  timeliness: "console_park.share_in_time",
  closure: "console_park.closure",
} as const;
const MEANS = {
  compliance: "console_park.compliance_means",
  timeliness: "console_park.share_in_time_means",
  closure: "console_park.closure_means",
} as const;

interface Standing {
  at: string;
}

export function Ranking() {
  const areas = areasOf("park");
  const [, , askedLevel = "area", askedQuarter, askedArea] = path.value;
  const by = LEVELS.find((one) => one === askedLevel) ?? "area";
  const area = askedArea ?? areas[0]?.code ?? null;
  // What is known may end before today: in a demo it does.
  const first = areas[0]?.code;
  const known = useAsked<Standing>(
    askedQuarter === undefined && first ? `/api/v1/my/map/${first}` : null,
    { follow: false },
  ).body;
  const quarter = askedQuarter ?? (known ? quarterOf(dayOf(Date.parse(known.at) - 1)) : null);
  const found = useAsked<Ranked>(
    quarter === null || (by === "cell" && area === null)
      ? null
      : query("/api/v1/ranking", { quarter, by, area: by === "cell" ? area : null }),
  );
  const show = (level: Level, of: string) =>
    replace("park", "ranking", level, of, ...(level === "cell" && area ? [area] : []));
  const move = (later: number) => {
    if (quarter) show(by, quarterOf(dayOfQuarter(quarter), later));
  };
  return (
    <>
      <div class="filter-row">
        <div class="quarter-row">
          <Button label={t("console_park.quarter_before")} onPress={() => move(-1)}>
            ‹
          </Button>
          <strong>{quarter ? quarterWord(quarter) : "…"}</strong>
          <Button label={t("console_park.quarter_after")} onPress={() => move(1)}>
            ›
          </Button>
        </div>
        <Choice<Level>
          label={t("console_park.ranked_by")}
          hideLabel
          look="segments"
          value={by}
          choose={(next) => quarter && show(next, quarter)}
          options={[
            { value: "area", label: t("console_park.area") },
            { value: "block", label: t("console_park.block") },
            { value: "cell", label: t("console_park.cell") },
          ]}
        />
        {by === "cell" && (
          <Select
            label={t("console_park.area")}
            hideLabel
            value={area ?? ""}
            choose={(next) => quarter && replace("park", "ranking", "cell", quarter, next)}
            options={areas.map(({ code }) => ({ value: code, label: areaWord(code) }))}
          />
        )}
      </div>
      <Show
        asked={found}
        empty={t("console_park.nothing_ranked")}
        isEmpty={({ lists }) => lists.every(({ lines }) => lines.length === 0)}
      >
        {(body) => (
          <>
            <div class="card table-frame rest">
              {body.lists.map((list) => (
                <List key={list.squad} list={list} by={by} />
              ))}
            </div>
            <p class="quiet small">
              {t("console_park.ranking_rule", {
                compliance: body.rule.weights.compliance,
                timeliness: body.rule.weights.timeliness,
                closure: body.rule.weights.closure,
                visits: body.rule.least.compliance,
                judged: body.rule.least.timeliness,
                percent: body.rule.places_percent,
              })}{" "}
              {t("console_park.never_of_persons")}{" "}
              {t(body.is_over ? "console_park.as_known" : "console_park.as_known_running", {
                at: fullTime(body.as_of),
              })}
            </p>
          </>
        )}
      </Show>
    </>
  );
}

function quarterWord(quarter: string): string {
  const [year = "", n = ""] = quarter.split("Q");
  return t("console_park.quarter", { year, n });
}

function List({ list, by }: { list: Ranked["lists"][number]; by: Level }) {
  const used = MEASURES.filter((one) => (list.shares[one] ?? 0) > 0);
  return (
    <table class="table ranking">
      <thead>
        <tr>
          <th class="number">{t("console_park.rank")}</th>
          <th>{t("console_park.place_name")}</th>
          <th>
            <Explained means={t("console_park.score_means")}>
              {t("console_park.score_label")}
            </Explained>
          </th>
          {MEASURES.map((one) => (
            <th key={one}>
              <Explained means={t(MEANS[one])}>
                {t(NAME[one])}
                <span class="quiet">
                  {" "}
                  {used.includes(one)
                    ? t("console_park.counts_for", { share: percent(list.shares[one] ?? 0) })
                    : t("console_park.not_used")}
                </span>
              </Explained>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {list.lines.map((line) => (
          <tr key={`${line.area}/${line.code}`}>
            <td class="number">{line.rank ?? "—"}</td>
            <th scope="row">
              {by === "cell" ? line.code : line.name[language.value]}
              <span class="quiet small"> {t("console_park.n_cells", { n: line.n_cells })}</span>
            </th>
            <td>
              {line.score === null ? (
                <span class="tag">{t("console_park.too_few")}</span>
              ) : (
                <span class="share-bar">
                  <span class="bar" aria-hidden="true">
                    <span style={{ width: `${line.score}%` }} />
                  </span>
                  <span class="share-number">{number(line.score, 2)}</span>
                </span>
              )}
            </td>
            {MEASURES.map((one) => (
              <td key={one} data-unused={!used.includes(one) || undefined}>
                <ShareBar {...line[one]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
