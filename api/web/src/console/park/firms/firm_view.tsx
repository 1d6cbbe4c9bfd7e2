/** One firm: what there is to know, what is planned, and what happened there. */

import { useState } from "preact/hooks";
import { Button } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { query, useAsked } from "../../asking.ts";
import type { Kept } from "../../kept.ts";
import { areaWord } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Part } from "../../parts/page.tsx";
import { ReasonDialog } from "../../parts/reason_dialog.tsx";
import { Remarks } from "../../parts/remarks.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { may } from "../../session.ts";
import { FirmChecks } from "./firm_checks.tsx";
import { changeFirm, isEditable, readFirm } from "./firm_edits.ts";
import { FirmHistory } from "./firm_history.tsx";
import { t } from "./firm_words.ts";
import { weekdayWord } from "./quiet_fields.tsx";
import type { Check, Firm, Page, Quiet, Service, Visit } from "./wire.ts";

interface FirmViewProps {
  id: string;
  checks: readonly Check[];
  visits: readonly Visit[];
  /** Opens the form of it. */
  edit: (firm: Kept<Firm>) => void;
}

export function FirmView({ id, checks, visits, edit }: FirmViewProps) {
  const asked = useAsked<Firm>(`/api/v1/firms/${id}`);
  const services = useAsked<Page<Service>>(
    query("/api/v1/service-visits", { firm: id, limit: 1000 }),
  ).body;
  const own = checks.filter(({ firm_id }) => firm_id === id);
  const been = visits.filter(({ firm_id }) => firm_id === id);
  return (
    <Show asked={asked}>
      {(firm) => (
        <>
          <About firm={firm} />
          {may("duty.plan") && isEditable(firm) && <Acts firm={firm} edit={edit} />}
          <FirmChecks firm={firm} checks={own} visits={been} />
          <Part title={t("console_park.history")}>
            <FirmHistory visits={been} services={services?.items ?? []} checks={own} />
          </Part>
        </>
      )}
    </Show>
  );
}

function Acts({ firm, edit }: { firm: Firm; edit: FirmViewProps["edit"] }) {
  const [isVoiding, setVoiding] = useState(false);
  const read = () => void readFirm(firm.id).then(edit, (error: unknown) => toast(reasonOf(error)));
  const restore = () => void setVoid(firm, "").catch((error: unknown) => toast(reasonOf(error)));
  return (
    <div class="block-acts">
      {firm.counts ? (
        <>
          <Button onPress={read}>{t("console_firms.change_firm")}</Button>
          <Button look="plain" onPress={() => setVoiding(true)}>
            {t("console_firms.void_firm")}
          </Button>
        </>
      ) : (
        <Button onPress={restore}>{t("console_park.slot_restore")}</Button>
      )}
      {isVoiding && (
        <ReasonDialog
          title={t("console_firms.void_firm")}
          means={t("console_firms.void_firm_means", { firm: firm.name })}
          run={(why) => setVoid(firm, why)}
          close={() => setVoiding(false)}
        />
      )}
    </div>
  );
}

async function setVoid({ id, name, voided }: Firm, why: string): Promise<void> {
  await changeFirm(await readFirm(id), { voided: why });
  const words = why ? "console_firms.firm_voided" : "console_firms.firm_restored";
  toldWithUndo(t(words, { firm: name }), async () => changeFirm(await readFirm(id), { voided }));
}

function About({ firm }: { firm: Firm }) {
  return (
    <>
      <div>
        <h2 class="side-title">{firm.name}</h2>
        <p class="quiet small">{firm.credit_code}</p>
        {!firm.counts && (
          <p>
            <span class="tag">{t("console_park.mark_void")}</span>{" "}
            <span class="quiet small">{firm.voided}</span>
          </p>
        )}
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
        <dd class="typed">{contactWords(firm)}</dd>
        {firm.note && (
          <>
            <dt>{t("console_park.note")}</dt>
            <dd class="typed">{firm.note}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function contactWords({ contacts, contacts_shown }: Firm): string {
  if (contacts_shown === "redacted") return t("console_park.contacts_redacted");
  if (contacts_shown === "expired") return t("console_firms.contacts_expired");
  const lines = contacts.map(({ name, phone, note }) =>
    [name, phone, note].filter(Boolean).join(" "),
  );
  return lines.join("；") || "—";
}

/** Return `备展赶订单 10-10 → 10-14`, `周一例会 一 08:00–10:00`. */
function quietWord({ reason, first, last, weekdays, begin, end }: Quiet): string {
  const days = weekdays.map(weekdayWord).join("");
  const span = first || last ? `${first} → ${last}` : "";
  return [reason, span, days, begin || end ? `${begin}–${end}` : ""].filter(Boolean).join(" ");
}
