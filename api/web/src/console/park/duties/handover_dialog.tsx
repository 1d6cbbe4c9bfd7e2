/** Handing a responsibility over: to whom, when, what is left; what it changes is shown before. */
import { useState } from "preact/hooks";
import { ask } from "../../../base/api.ts";
import { uuid7 } from "../../../base/ids.ts";
import { Field } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { query, useAsked } from "../../asking.ts";
import { peopleToAsk, personName } from "../../office.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { fieldMoment, Moment, wireMoment } from "../../parts/moment.tsx";
import { Select } from "../../parts/select.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { number, shortTime } from "../../times.ts";
import { write } from "../../writing.ts";
import type { CaseBoard } from "../cases/wire.ts";
import { t } from "../words.ts";
import type { Given } from "./given.ts";
import { moved, type Share } from "./shares.ts";

interface HandoverProps {
  area: string;
  given: Given;
  shares: readonly Share[];
  close: () => void;
  done: () => void;
}

export function HandoverDialog({ area, given, shares, close, done }: HandoverProps) {
  const [to, setTo] = useState("");
  const [at, setAt] = useState(fieldMoment(Date.now()));
  const [points, setPoints] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const moment = wireMoment(at);
  const people = peopleToAsk().filter(({ id }) => id !== given.from);
  const save = async () => {
    if (moment === null) return;
    setSaving(true);
    setFault(null);
    try {
      const undo = await handOn(area, given, to, moment, points);
      const who = personName(to);
      toldWithUndo(t("console_park.handed_over", { what: given.title, who }), undo, done);
      done();
    } catch (error) {
      setFault(reasonOf(error));
      setSaving(false);
    }
  };
  return (
    <Dialog
      title={t("console_park.hand_over_what", { what: given.title })}
      close={close}
      act={{
        label: t("console_park.hand_over"),
        run: () => void save(),
        disabled: isSaving || to === "" || moment === null,
      }}
    >
      <div class="field-pair">
        <Select
          label={t("console_park.to_whom")}
          value={to}
          choose={setTo}
          options={[
            { value: "", label: t("console_park.choose_whom") },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Moment label={t("console_park.from_when")} value={at} change={setAt} />
      </div>
      {given.responsibilityId !== null && (
        <Field
          label={t("console_park.open_points")}
          hint={t("console_park.open_points_hint")}
          value={points}
          max={2000}
          lines
          change={setPoints}
        />
      )}
      <Preview area={area} given={given} shares={shares} to={to} at={moment} />
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}

interface PreviewProps {
  area: string;
  given: Given;
  shares: readonly Share[];
  to: string;
  at: string | null;
}

function Preview({ area, given, shares, to, at }: PreviewProps) {
  const open = useAsked<CaseBoard>(query("/api/v1/cases", { area, limit: 500 })).body;
  const cells = new Set(given.cells);
  const cases = open?.items.filter(({ cell }) => cell !== null && cells.has(cell)).length;
  return (
    <section class="duty-preview" aria-live="polite">
      <h3>{t("console_park.preview")}</h3>
      <p>
        {t("console_park.preview_what", { n: given.cells.length, cases: cases ?? "…" })}
        {at && ` ${t("console_park.preview_when", { at: shortTime(at) })}`}
      </p>
      {to !== "" && (
        <table class="table">
          <thead>
            <tr>
              <th>{t("console_park.officer")}</th>
              <th class="number">{t("console_park.cells_now")}</th>
              <th class="number">{t("console_park.cells_then")}</th>
            </tr>
          </thead>
          <tbody>
            {moved(shares, given.cells, given.from, to).map((one) => (
              <tr key={one.id}>
                <th scope="row">{personName(one.id)}</th>
                <td class="number">{number(one.before)}</td>
                <td class="number">{number(one.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="quiet small">{t("console_park.preview_cases_stay")}</p>
    </section>
  );
}

/** Write it; return what voids it again. */
async function handOn(
  area: string,
  { responsibilityId, from, target }: Given,
  to: string,
  at: string,
  points: string,
): Promise<() => Promise<void>> {
  const isHandover = responsibilityId !== null && from !== null;
  const path = isHandover
    ? `/api/v1/responsibility-handovers/${uuid7()}`
    : `/api/v1/responsibilities/${uuid7()}`;
  const body = isHandover
    ? {
        responsibility_id: responsibilityId,
        from_officer_id: from,
        to_officer_id: to,
        at,
        open_points: linesOf(points),
      }
    : { area, ...target, holder_id: to, start: at };
  await write(path, body);
  return async () => {
    const { etag } = await ask(path);
    await write(path, { ...body, voided: t("console_park.void_reason") }, "PUT", etag ?? "");
  };
}

export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
