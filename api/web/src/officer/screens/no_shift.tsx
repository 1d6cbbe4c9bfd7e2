/** Nothing is planned for me, or nobody told this phone: a shift can be begun all the same. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { Button } from "../../ui/controls.tsx";
import { toast } from "../../ui/toast.tsx";
import { hasCases } from "../state/cases.ts";
import { clock, nowIso, shortTime } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { here } from "../state/entry.ts";
import { standardShift } from "../state/standard_shift.ts";
import { t } from "../words.ts";
import { CaseCount, DueCount, shiftWords } from "./home.tsx";
import { NextDuty } from "./next_duty.tsx";

export function NoShift() {
  const [busy, setBusy] = useState(false);
  const next = duty.told.value?.next_shift ?? null;
  const { officer, outbox } = here();
  const squad = officer.squad;
  const now = squad ? { id: uuid7(), squad, note: "", ...standardShift(clock.now()) } : null;
  const begin = async () => {
    if (!now) return;
    setBusy(true);
    const { id, ...body } = now;
    await outbox.add({
      id,
      kind: "shift",
      path: `/api/v1/shifts/${id}`,
      body,
      label: shiftWords(now),
      at: nowIso(),
    });
    await duty.workIn(now);
    toast(t("officer.kept_here"));
  };
  return (
    <div class="stack">
      <p class="big strong">{t("officer.no_shift")}</p>
      <p class="quiet">
        {next
          ? t("officer.next_shift", { shift: shiftWords(next), at: shortTime(next.start) })
          : t("officer.no_shift_why")}
      </p>
      {now && (
        <Button look="strong" large wide disabled={busy} onPress={() => void begin()}>
          {t("officer.begin_shift", { shift: shiftWords(now) })}
        </Button>
      )}
      <a class="button wide" href="#/roster">
        <NextDuty />
      </a>
      {hasCases.value && (
        <a class="button wide" href="#/cases">
          {t("officer.case.list")}
          <CaseCount />
        </a>
      )}
      <a class="button wide" href="#/due">
        {t("officer.due.title")}
        <DueCount />
      </a>
      <a class="button wide" href="#/settings">
        {t("officer.more")}
      </a>
    </div>
  );
}
