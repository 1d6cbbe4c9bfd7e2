/** Of which squad something is looked at, where somebody has several. */
import { replace } from "../../base/router.ts";
import { useAsked } from "../asking.ts";
import { Select } from "../parts/select.tsx";
import { session } from "../session.ts";
import { said } from "./saying.ts";
import type { Frame, RosterRow } from "./wire.ts";
import { t } from "./words.ts";

/** Return what squads are called: a month of each says it. */
export function useNames(items: readonly RosterRow[]): Map<string, string> {
  const squads = [...new Set(items.map((one) => one.squad))].sort();
  const of = (n: number) => items.find((one) => one.squad === squads[n])?.id;
  // Who sees more squads than these sees the further ones by their codes.
  const first = useAsked<Frame>(frameOf(of(0)), { follow: false });
  const second = useAsked<Frame>(frameOf(of(1)), { follow: false });
  const names = new Map<string, string>();
  [first.body, second.body].forEach((body, n) => {
    const squad = squads[n];
    if (body && squad !== undefined) names.set(squad, said(body.squad));
  });
  return names;
}

function frameOf(id: string | undefined): string | null {
  return id === undefined ? null : `/api/v1/rosters/${id}/frame`;
}

/** Return the squad that an address names, one's own without. */
export function squadAt(named: string | undefined): string {
  const squads = session.value?.squads ?? [];
  if (named !== undefined && squads.includes(named)) return named;
  return session.value?.squad ?? squads[0] ?? "";
}

export function SquadChoice({ squad, way }: { squad: string; way: "people" | "setup" }) {
  const squads = session.value?.squads ?? [];
  const hasSeveral = squads.length > 1;
  const asked = useAsked<{ items: RosterRow[] }>(hasSeveral ? "/api/v1/rosters?limit=1000" : null, {
    follow: false,
  });
  const names = useNames(asked.body?.items ?? []);
  if (!hasSeveral) return null;
  return (
    <Select
      label={t("console_rosters.squad")}
      hideLabel
      options={squads.map((value) => ({ value, label: names.get(value) ?? value }))}
      value={squad}
      choose={(value) => replace("rosters", way, value)}
    />
  );
}
