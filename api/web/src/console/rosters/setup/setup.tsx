/** What a squad's rosters begin with: shifts, posts and cover, rules; each save is a version. */
import { useEffect } from "preact/hooks";
import { Button, Field } from "../../../ui/controls.tsx";
import { Failed, Loading, reasonOf } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useAsked } from "../../asking.ts";
import { news } from "../../feed.ts";
import { useOffice } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Page, Split } from "../../parts/page.tsx";
import { may } from "../../session.ts";
import { SquadChoice } from "../squads.tsx";
import { Ways } from "../ways.tsx";
import { t } from "../words.ts";
import { nMisfilled } from "./edits.ts";
import { PostsPart } from "./posts_part.tsx";
import type { Rule } from "./rules.ts";
import { RulesPart } from "./rules_part.tsx";
import { type Edited, type SetupDesk, setupDeskOf } from "./setup_desk.ts";
import { ShiftsPart } from "./shifts_part.tsx";
import { SetupVersions } from "./versions.tsx";

export function SetupPage({ squad }: { squad: string }) {
  useOffice();
  const desk = setupDeskOf(squad);
  const heardOf = news.value;
  useEffect(() => void desk.look(), [desk, heardOf]);
  const rules = useAsked<{ items: Rule[] }>("/api/v1/roster-rules", { follow: false });
  const [kept, shown, error] = [desk.kept.value, desk.shown.value, desk.error.value];
  const canWrite = may("duty.plan") && desk.theirs.value === null && !desk.isSaving.value;
  const change = canWrite ? (part: Partial<Edited>) => desk.edit(part) : null;
  return (
    <Page
      fill
      title={t("console_rosters.setup_title")}
      tools={
        <>
          <SquadChoice squad={squad} way="setup" />
          <Ways at="setup" />
        </>
      }
    >
      {shown === null || kept === null ? (
        error === null ? (
          <Loading />
        ) : (
          <Failed error={error} again={() => void desk.look()} />
        )
      ) : (
        <>
          {may("duty.plan") && (
            <SaveBar desk={desk} nWrong={nMisfilled(shown, rules.body?.items ?? [])} />
          )}
          <Split
            main={
              <div class="setup-main">
                <p class="quiet">{t("console_rosters.setup_what")}</p>
                {kept.id === null && (
                  <p class="note">
                    {t(
                      may("duty.plan")
                        ? "console_rosters.no_setup_yet"
                        : "console_rosters.no_setup",
                    )}
                  </p>
                )}
                <ShiftsPart basis={shown} faults={desk.faults.value} change={change} />
                <PostsPart squad={squad} basis={shown} faults={desk.faults.value} change={change} />
                <Show asked={rules}>
                  {({ items }) => (
                    <RulesPart
                      rules={items}
                      changes={shown.rules}
                      faults={desk.faults.value}
                      change={change && ((changed) => change({ rules: changed }))}
                    />
                  )}
                </Show>
                {may("duty.plan") ? (
                  <Field
                    label={t("console_rosters.setup_note")}
                    value={shown.note}
                    max={1000}
                    lines
                    hint={t("console_rosters.setup_note_hint")}
                    change={(note) => change?.({ note })}
                  />
                ) : (
                  shown.note && <p class="quiet">{shown.note}</p>
                )}
              </div>
            }
            side={<SetupVersions desk={desk} rules={rules.body?.items ?? []} canWrite={canWrite} />}
          />
        </>
      )}
    </Page>
  );
}

interface SaveProps {
  desk: SetupDesk;
  /** Numbers that cannot be sent: each says so itself. */
  nWrong: number;
}

function SaveBar({ desk, nWrong }: SaveProps) {
  const save = async () => {
    const isFirst = desk.kept.peek()?.id === null;
    const before = await desk.save();
    if (before === null) return;
    const undo = () => {
      desk.edit(before);
      void desk.save();
    };
    toast(
      t("console_rosters.saved"),
      isFirst ? null : { label: t("console_rosters.undo"), run: undo },
    );
  };
  const [refused, nFaults] = [desk.refused.value, desk.faults.value.size];
  const isDirty = desk.isDirty.value;
  useEffect(() => {
    // The line may be out of sight.
    const line = nFaults > 0 ? document.querySelector(".setup-main .fault") : null;
    line?.scrollIntoView({ block: "center" });
  }, [desk.faults.value]);
  return (
    <>
      {desk.theirs.value !== null && (
        <div class="note rival-note" data-tone="bad" role="alert">
          <span>{t("console_rosters.setup_rival")}</span>
          <span class="button-row">
            <Button onPress={() => desk.settle(false)}>{t("console_rosters.rival_drop")}</Button>
            <Button onPress={() => desk.settle(true)}>{t("console_rosters.setup_keep")}</Button>
          </span>
        </div>
      )}
      <div class="edit-bar">
        <span class="edit-state" role="status">
          {isDirty
            ? nWrong > 0
              ? t("console_rosters.setup_faults", { n: nWrong })
              : t("console_rosters.setup_unsaved")
            : t(
                desk.kept.value?.id === null
                  ? "console_rosters.setup_not_there"
                  : "console_rosters.setup_is_saved",
              )}
        </span>
        {isDirty && <Button onPress={() => desk.drop()}>{t("console_rosters.drop_edits")}</Button>}
        <Button
          look="strong"
          disabled={!isDirty || nWrong > 0 || desk.isSaving.value || desk.theirs.value !== null}
          onPress={() => void save()}
        >
          {t("console_rosters.save")}
        </Button>
      </div>
      {(refused !== null || nFaults > 0) && (
        <p class="note" data-tone="bad" role="alert">
          {refused === null ? t("console_rosters.setup_faults", { n: nFaults }) : reasonOf(refused)}
        </p>
      )}
    </>
  );
}
