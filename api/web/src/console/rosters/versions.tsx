/** What a roster was before: each version with who made it and why, and the way back to it. */
import { useEffect, useState } from "preact/hooks";
import { Button, Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Part } from "../parts/page.tsx";
import { shortTime } from "../times.ts";
import type { Desk } from "./desk.ts";
import { planOf } from "./plan.ts";
import { nameIn, stateWords } from "./saying.ts";
import type { Duty, Frame, Pin, RosterState } from "./wire.ts";
import { t } from "./words.ts";

interface Version {
  version: number;
  accepted_at: string;
  actor_id: string | null;
  body: { state: RosterState; duties: Duty[]; pins: Pin[]; reason: string };
}

interface VersionsProps {
  desk: Desk;
  frame: Frame;
  mayWrite: boolean;
}

export function Versions({ desk, frame, mayWrite }: VersionsProps) {
  const asked = useAsked<{ versions: Version[] }>(`/api/v1/history/roster/${desk.id}`);
  const [open, setOpen] = useState<number | null>(null);
  const [isWithdrawing, setWithdrawing] = useState(false);
  const kept = desk.kept.value;
  useEffect(
    () => () => {
      desk.shown.value = null;
    },
    [],
  );
  const look = ({ version, body }: Version) => {
    setOpen(version);
    desk.show(body.duties, planOf([], body.pins).pins);
  };
  const leave = () => {
    setOpen(null);
    desk.shown.value = null;
  };
  const restore = () => {
    const shown = desk.shown.value;
    if (shown) desk.edit(shown.plan);
    leave();
  };
  const isOver = kept?.roster.state === "withdrawn";
  return (
    <Part title={t("console_rosters.versions")}>
      <Show asked={asked}>
        {({ versions }) => (
          <ol class="versions">
            {[...versions].reverse().map((one) => (
              <li key={one.version} aria-current={one.version === open || undefined}>
                <p>
                  <b>{t("console_rosters.version_n", { n: one.version })}</b>{" "}
                  <span class="tag">{stateWords(one.body.state)}</span>{" "}
                  <span class="quiet">
                    {shortTime(one.accepted_at)}
                    {one.actor_id !== null && ` ${nameIn(frame, one.actor_id)}`}
                  </span>
                </p>
                {one.body.reason && <p>{one.body.reason}</p>}
                {one.version !== versions.length &&
                  (one.version === open ? (
                    <div class="button-row">
                      {mayWrite && !isOver && (
                        <Button look="strong" onPress={restore}>
                          {t("console_rosters.restore")}
                        </Button>
                      )}
                      <Button onPress={leave}>{t("console_rosters.leave_version")}</Button>
                    </div>
                  ) : (
                    <button type="button" class="link" onClick={() => look(one)}>
                      {t("console_rosters.look_at_version")}
                    </button>
                  ))}
              </li>
            ))}
          </ol>
        )}
      </Show>
      {mayWrite && kept !== null && !isOver && (
        <Button look="danger" onPress={() => setWithdrawing(true)}>
          {t("console_rosters.withdraw")}
        </Button>
      )}
      {isWithdrawing && <Withdraw desk={desk} close={() => setWithdrawing(false)} />}
    </Part>
  );
}

function Withdraw({ desk, close }: { desk: Desk; close: () => void }) {
  const [reason, setReason] = useState("");
  const [error, setError] = useState<unknown>(null);
  const run = () =>
    void desk
      .save("withdrawn", reason.trim())
      .then((isKept) => {
        if (isKept) toast(t("console_rosters.is_withdrawn"));
        close();
      })
      .catch(setError);
  return (
    <Dialog
      title={t("console_rosters.withdraw")}
      close={close}
      act={{
        label: t("console_rosters.withdraw"),
        run,
        look: "danger",
        disabled: reason.trim() === "",
      }}
    >
      <p>{t("console_rosters.withdraw_what")}</p>
      <Field label={t("console_rosters.reason")} value={reason} change={setReason} lines />
      {error !== null && (
        <p class="note" data-tone="bad" role="alert">
          {reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}
