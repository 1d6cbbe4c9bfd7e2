/** Whom months are made of: what each may do, from when to when, and how much. */
import { useState } from "preact/hooks";
import { listed } from "../../../base/words.ts";
import { useAsked } from "../../asking.ts";
import { personName, toldOffice, useOffice } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Explained } from "../../parts/figure.tsx";
import { Page } from "../../parts/page.tsx";
import { SquadChoice } from "../squads.tsx";
import { Ways } from "../ways.tsx";
import { type Key, t } from "../words.ts";
import { type Line, linesOf, nGone } from "./lines.ts";
import { ProfileDialog } from "./profile_dialog.tsx";
import { PROFILES, type Profile, type ProfileBody } from "./wire.ts";

export function PeoplePage({ squad }: { squad: string }) {
  useOffice();
  const asked = useAsked<{ items: Profile[] }>(
    `${PROFILES}?limit=1000&squad=${encodeURIComponent(squad)}`,
  );
  const [openId, open] = useState<string | null>(null);
  const colleagues = toldOffice().colleagues;
  const profiles = asked.body?.items ?? [];
  const lines = linesOf(colleagues ?? [], profiles, squad);
  const opened = lines.find((one) => one.id === openId);
  const nNew = lines.filter((one) => one.profile === null).length;
  const gone = colleagues === null ? 0 : nGone(lines, profiles);
  return (
    <Page
      title={t("console_rosters.people_title")}
      sub={asked.body && colleagues && t("console_rosters.people_n", { n: lines.length })}
      tools={
        <>
          <SquadChoice squad={squad} way="people" />
          <Ways at="people" />
        </>
      }
    >
      <p class="quiet">{t("console_rosters.people_what")}</p>
      {nNew > 0 && <p class="note">{t("console_rosters.people_new", { n: nNew })}</p>}
      <Show
        asked={colleagues === null ? { ...asked, body: null } : asked}
        isEmpty={() => lines.length === 0}
        empty={<p>{t("console_rosters.nobody_here")}</p>}
      >
        {() => <Table lines={lines} open={open} />}
      </Show>
      {gone > 0 && <p class="quiet small">{t("console_rosters.people_gone", { n: gone })}</p>}
      {opened && (
        <ProfileDialog
          key={opened.id}
          squad={squad}
          line={opened}
          name={personName(opened.id)}
          close={() => open(null)}
          done={() => {
            open(null);
            asked.again();
          }}
          changed={asked.again}
        />
      )}
    </Page>
  );
}

function Table({ lines, open }: { lines: readonly Line[]; open: (id: string) => void }) {
  return (
    <div class="card table-frame">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t("console_rosters.who")}</th>
            <th scope="col">{t("console_rosters.is_rostered")}</th>
            <th scope="col">{t("console_rosters.can_do")}</th>
            <th scope="col">{t("console_rosters.contract")}</th>
            <th scope="col">{t("console_rosters.limits")}</th>
            <th scope="col">
              <Explained means={t("console_rosters.carried_means")}>
                {t("console_rosters.carried")}
              </Explained>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((one) => (
            <tr key={one.id}>
              <td>
                <button type="button" class="cell-link" onClick={() => open(one.id)}>
                  {one.name}
                </button>{" "}
                <span class="quiet small">{roleWord(one.role)}</span>{" "}
                {one.profile === null && (
                  <span class="tag" data-state="draft">
                    {t("console_rosters.not_written")}
                  </span>
                )}
              </td>
              <td>{rosteredWords(one)}</td>
              <td>{listed(skillsOf(one.shown)) || "—"}</td>
              <td class="when">{contractWords(one.shown)}</td>
              <td>{listed(limitsOf(one.shown)) || "—"}</td>
              <td>{listed(carriedOf(one.shown)) || "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const ROLES: Readonly<Record<string, Key>> = {
  officer: "console_rosters.role_officer",
  auxiliary: "console_rosters.role_auxiliary",
  leader: "console_rosters.role_leader",
};

function roleWord(role: string): string {
  const key = ROLES[role];
  return key ? t(key) : role;
}

function rosteredWords({ shown }: Line): string {
  return t(shown.rostered ? "console_rosters.rostered_yes" : "console_rosters.rostered_no");
}

function skillsOf(one: ProfileBody): string[] {
  return [
    ...(one.boat_licence ? [t("console_rosters.has_boat")] : []),
    ...(one.driver ? [t("console_rosters.has_driver")] : []),
    ...one.skills,
  ];
}

function contractWords({ first_day, last_day }: ProfileBody): string {
  if (first_day === null && last_day === null) return "—";
  if (last_day === null) return t("console_rosters.from_day", { day: first_day ?? "" });
  if (first_day === null) return t("console_rosters.until_day", { day: last_day });
  return `${first_day}–${last_day}`;
}

function limitsOf(one: ProfileBody): string[] {
  const limits: [number | null, Key][] = [
    [one.most_hours, "console_rosters.at_most_hours"],
    [one.least_hours, "console_rosters.at_least_hours"],
    [one.most_run, "console_rosters.at_most_run"],
    [one.most_nights, "console_rosters.at_most_nights"],
  ];
  return limits.flatMap(([n, key]) => (n === null ? [] : [t(key, { n })]));
}

function carriedOf(one: ProfileBody): string[] {
  const carried: [number, Key][] = [
    [one.balance_nights, "console_rosters.carried_nights"],
    [one.balance_weekends, "console_rosters.carried_weekends"],
    [one.balance_holidays, "console_rosters.carried_holidays"],
    [one.balance_hours, "console_rosters.carried_hours"],
  ];
  return carried.flatMap(([n, key]) => (n === 0 ? [] : [t(key, { n: signed(n) })]));
}

function signed(n: number): string {
  return n > 0 ? `+${n}` : `−${Math.abs(n)}`;
}
