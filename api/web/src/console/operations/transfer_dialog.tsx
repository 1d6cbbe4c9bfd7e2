/** Handing a case to another agency: to whom, why, and which files are frozen with it. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { query, useAsked } from "../asking.ts";
import { areaWord, offeredTerms, termWord } from "../office.ts";
import { Dialog } from "../parts/dialog.tsx";
import { fieldMoment, Moment, wireMoment } from "../parts/moment.tsx";
import { Select } from "../parts/select.tsx";
import { shortTime } from "../times.ts";
import { write } from "../writing.ts";
import { t } from "./words.ts";

interface Incident {
  occurred_at: string;
  category: string;
  area: string | null;
  squad: string;
}

interface TransferDialogProps {
  incident: string;
  close: () => void;
  done: () => void;
}

export function TransferDialog({ incident, close, done }: TransferDialogProps) {
  const about = useAsked<Incident>(`/api/v1/incidents/${incident}`).body;
  const files = useAsked<{ items: unknown[] }>(
    query("/api/v1/evidence", { record: `incident/${incident}` }),
  ).body;
  const [agency, setAgency] = useState("");
  const [number, setNumber] = useState("");
  const [reason, setReason] = useState("");
  const [at, setAt] = useState(fieldMoment(Date.now()));
  const [fault, setFault] = useState<string | null>(null);
  const moment = wireMoment(at);
  const save = async () => {
    const said = { incident_id: incident, agency, at: moment };
    const body = { ...said, number: number.trim(), reason: reason.trim() };
    try {
      await write(`/api/v1/transfers/${uuid7()}`, body);
      toast(t("console_operations.handed_on"));
      done();
    } catch (error) {
      setFault(reasonOf(error));
    }
  };
  return (
    <Dialog
      title={t("console_operations.hand_on")}
      close={close}
      act={{
        label: t("console_operations.hand_on"),
        run: () => void save(),
        disabled: agency === "" || reason.trim() === "" || moment === null,
      }}
    >
      {about && (
        <p>
          {termWord("categories", about.category)} · {areaWord(about.area)} ·{" "}
          {shortTime(about.occurred_at)}
        </p>
      )}
      {files && (
        <p class="note">{t("console_operations.will_freeze", { n: files.items.length })}</p>
      )}
      <div class="field-pair">
        <Select
          label={t("console_operations.agency")}
          value={agency}
          choose={setAgency}
          options={[
            { value: "", label: t("console_operations.choose_agency") },
            ...offeredTerms("agencies").map(({ code }) => ({
              value: code,
              label: termWord("agencies", code),
            })),
          ]}
        />
        <Moment label={t("console_operations.handed_at")} value={at} change={setAt} />
      </div>
      <Field
        label={t("console_operations.letter_number")}
        value={number}
        max={64}
        change={setNumber}
      />
      <Field
        label={t("console_operations.why")}
        hint={t("console_operations.no_names")}
        value={reason}
        max={500}
        lines
        change={setReason}
      />
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
