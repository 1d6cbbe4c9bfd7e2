/** What this month is made by: its own shifts, posts and rules, and whether the squad has others now. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Part } from "../parts/page.tsx";
import { may } from "../session.ts";
import type { Desk } from "./desk.ts";
import { dutyWords, kindWords } from "./saying.ts";
import { isSame } from "./setup/edits.ts";
import { isOwn, type Rule, ruleName, settingOf } from "./setup/rules.ts";
import { settingWords } from "./setup/rules_part.tsx";
import { timesWords } from "./setup/shifts_part.tsx";
import { unlikeWords } from "./setup/versions.tsx";
import type { Basis, Frame } from "./wire.ts";
import { language, t } from "./words.ts";

interface BasisProps {
  desk: Desk;
  frame: Frame;
  /** It has others now: ask anew for what follows from them. */
  changed: () => void;
}

export function BasisPart({ desk, frame, changed }: BasisProps) {
  const kept = desk.kept.value;
  const rules = useAsked<{ items: Rule[] }>("/api/v1/roster-rules", { follow: false });
  if (kept === null) return null;
  const { roster } = kept;
  const names = rules.body?.items ?? [];
  const own = names.filter((one) => isOwn(one, roster.rules));
  return (
    <>
      <Part title={t("console_rosters.basis")}>
        <p class="quiet">{t("console_rosters.basis_what")}</p>
        <Compared desk={desk} rules={names} changed={changed} />
        <a href={`#/rosters/setup/${roster.squad}`}>{t("console_rosters.to_setup")}</a>
      </Part>
      <Part title={t("console_rosters.shifts")}>
        <ul class="change-list">
          {roster.shifts.map((one) => (
            <li key={one.code}>
              <span>
                {one.code} · {kindWords(one.kind)}
              </span>
              <span class="quiet">{timesWords(one)}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t("console_rosters.posts")}>
        <ul class="change-list">
          {roster.posts.map((one) => (
            <li key={one.code}>
              <span>{dutyWords(roster, frame, one.shift, one.code)}</span>
              <span class="quiet">
                {t("console_rosters.needs", {
                  workday: one.workday,
                  weekend: one.weekend,
                  holiday: one.holiday,
                })}
                {one.at_risk > 0 && ` ${t("console_rosters.needs_more", { n: one.at_risk })}`}
              </span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t("console_rosters.rules")}>
        <Show
          asked={rules}
          isEmpty={() => own.length === 0}
          empty={<p class="quiet">{t("console_rosters.no_own_rules")}</p>}
        >
          {() => (
            <ul class="change-list">
              {own.map((one) => (
                <li key={one.rule}>
                  <span>{ruleName(one, language.value)}</span>
                  <span class="quiet">{settingWords(one, settingOf(one, roster.rules))}</span>
                </li>
              ))}
            </ul>
          )}
        </Show>
      </Part>
    </>
  );
}

interface ComparedProps {
  desk: Desk;
  rules: readonly Rule[];
  changed: () => void;
}

/** Whether the squad plans by something else now; a draft can take that over. */
function Compared({ desk, rules, changed }: ComparedProps) {
  const roster = desk.kept.value?.roster;
  const asked = useAsked<{ items: Basis[] }>(
    roster ? `/api/v1/roster-setups?squad=${encodeURIComponent(roster.squad)}` : null,
  );
  const [error, setError] = useState<unknown>(null);
  const [setup] = asked.body?.items ?? [];
  if (roster === undefined || setup === undefined) return null;
  if (isSame(roster, setup)) return <p class="all-met">{t("console_rosters.basis_same")}</p>;
  const take = async (basis: Basis, offer: (() => void) | null) => {
    setError(null);
    try {
      if (!(await desk.adopt(basis))) return;
      changed();
      toast(
        t("console_rosters.basis_taken"),
        offer && { label: t("console_rosters.undo"), run: offer },
      );
    } catch (failure) {
      setError(failure);
    }
  };
  const before: Basis = { shifts: roster.shifts, posts: roster.posts, rules: roster.rules };
  return (
    <>
      <p class="note">
        {t("console_rosters.basis_unlike", { what: unlikeWords(roster, setup, rules) })}
      </p>
      {roster.state === "draft" && may("duty.plan") ? (
        <Button
          disabled={desk.isSaving.value || desk.theirs.value !== null}
          onPress={() => void take(setup, () => void take(before, null))}
        >
          {t("console_rosters.basis_take")}
        </Button>
      ) : (
        roster.state === "published" && <p class="quiet small">{t("console_rosters.basis_told")}</p>
      )}
      {error !== null && (
        <p class="fault" role="alert">
          {reasonOf(error)}
        </p>
      )}
    </>
  );
}
