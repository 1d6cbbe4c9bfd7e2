/** What a search found, shown in the grid and not taken over yet. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { Part } from "../parts/page.tsx";
import { number } from "../times.ts";
import { ChangeList } from "./change_list.tsx";
import type { Desk } from "./desk.ts";
import type { Watched } from "./job.ts";
import { changes, type Place } from "./plan.ts";
import { said } from "./saying.ts";
import type { Frame, Solved } from "./wire.ts";
import { language, t } from "./words.ts";

interface ProposalProps {
  desk: Desk;
  frame: Frame;
  work: Watched<Solved>;
  found: Solved;
  choose: (place: Place) => void;
}

const MOST_LISTED = 60;

export function Proposal({ desk, frame, work, found, choose }: ProposalProps) {
  const [error, setError] = useState<unknown>(null);
  const shown = desk.shown.value;
  const kept = desk.kept.value;
  if (kept === null || shown === null) return null;
  const now = changes(shown.from, shown.plan);
  const isOld = `"${found.version}"` !== kept.version;
  const leave = () => {
    desk.shown.value = null;
    work.forget();
  };
  const take = () => {
    setError(null);
    desk.edit(shown.plan);
    leave();
    desk
      .save()
      .then((isKept) => {
        if (isKept)
          toast(t("console_rosters.taken"), {
            label: t("console_rosters.undo"),
            run: () => {
              desk.undo();
              void desk.save();
            },
          });
      })
      .catch(setError);
  };
  return (
    <Part title={t("console_rosters.proposal")}>
      <p>
        <b>{language.value === "zh" ? found.status_zh : found.status_en}</b>
        {" · "}
        {t("console_rosters.proposal_worth", {
          hard: found.n_hard_broken,
          cost: number(found.value.soft),
          seconds: number(found.seconds),
        })}
      </p>
      {isOld && (
        <p class="note" data-tone="wait">
          {t("console_rosters.proposal_old")}
        </p>
      )}
      {error !== null && (
        <p class="note" data-tone="bad" role="alert">
          {reasonOf(error)}
        </p>
      )}
      <div class="button-row">
        <Button look="strong" onPress={take} disabled={desk.isSaving.value}>
          {t("console_rosters.take")}
        </Button>
        <Button onPress={leave}>{t("console_rosters.throw")}</Button>
      </div>
      {[...found.shortages, ...found.broken].slice(0, MOST_LISTED).map((one) => (
        <p class="broken-card" key={one.zh}>
          {said(one)}
        </p>
      ))}
      <h3>{t("console_rosters.n_changes", { n: now.length })}</h3>
      <ChangeList
        changes={now.slice(0, MOST_LISTED)}
        roster={kept.roster}
        frame={frame}
        choose={choose}
      />
      {now.length > MOST_LISTED && (
        <p class="quiet small">{t("console_rosters.n_more", { n: now.length - MOST_LISTED })}</p>
      )}
    </Part>
  );
}
