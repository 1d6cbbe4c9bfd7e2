/** Where the server found nonsense in a setup: told at the line it is about. */
import { Refused } from "../../../base/api.ts";
import type { Basis } from "../wire.ts";
import { language, t } from "../words.ts";

type List = "shifts" | "posts" | "rules";

/** Words by the line they are about: `posts cz-early`; those about none are under "". */
export type Faults = ReadonlyMap<string, string>;

export function faultKey(list: List, name: string): string {
  return `${list} ${name}`;
}

/**
 * Sort findings by lines: fields are told by place, `posts[3].workday`, what does not go together
 * by name, `posts[cz-early]`, `rules[rest.hours]`.
 */
export function faultsOf(error: unknown, sent: Basis): Faults {
  if (!(error instanceof Refused)) return new Map();
  const found = new Map<string, string>();
  for (const one of error.problem.findings ?? []) {
    const key = lineOf(one.where, sent);
    const words = language.value === "zh" ? one.reason_zh : one.reason_en;
    const before = found.get(key);
    found.set(key, before === undefined ? words : `${before}${t("console_rosters.comma")}${words}`);
  }
  return found;
}

function lineOf(where: string, sent: Basis): string {
  const [, list, inner = "", field] = /^(shifts|posts|rules)\[([^\]]*)\](\..+)?$/.exec(where) ?? [];
  if (list !== "shifts" && list !== "posts" && list !== "rules") return "";
  const n = field !== undefined && /^\d+$/.test(inner) ? Number(inner) : null;
  if (list === "rules") {
    const name = n === null ? inner.split(".")[0] : sent.rules[n]?.rule;
    return faultKey(list, name ?? "");
  }
  return faultKey(list, n === null ? inner : (sent[list][n]?.code ?? ""));
}
