/** Deciding on a boundary: in force from a day on, with the reason; or not at all. */
import { useState } from "preact/hooks";
import { Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { tell } from "../asking.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Moment } from "../parts/moment.tsx";
import { Remarks } from "../parts/remarks.tsx";
import { dayOf, number } from "../times.ts";
import { partWord } from "./said.ts";
import { IMPORTS, type ImportDetail } from "./wire.ts";
import { t } from "./words.ts";

/** What was mended in a file stands beside the map; here it would hide what matters. */
const MENDED = /^space[.]repaired_/;

interface DecideProps {
  one: ImportDetail;
  close: () => void;
  /** Gets the words to say. */
  done: (words: string) => void;
}

export function ForceDialog({ one, close, done }: DecideProps) {
  const today = dayOf(Date.now());
  const [day, setDay] = useState(today);
  const [reason, setReason] = useState("");
  const { isBusy, error, send } = useDeciding(one, done);
  const force = () =>
    send("force", { valid_from: day, reason: reason.trim() }, (told) =>
      told.state === "waiting"
        ? t("console_places.forced_later", { day })
        : t("console_places.forced"),
    );
  const { figures } = one;
  return (
    <Dialog
      title={t("console_places.force_title")}
      close={close}
      act={{
        label: t("console_places.force"),
        run: force,
        disabled: isBusy || !day || reason.trim() === "",
      }}
    >
      {figures && (
        <p>
          {t("console_places.force_says", {
            part: partWord(one.part),
            before: number(figures.before_m2),
            after: number(figures.after_m2),
          })}
        </p>
      )}
      {figures?.cells && (
        <p>
          {t("console_places.force_cells", {
            gained: number(figures.cells.gained),
            lost: number(figures.cells.lost),
            changed: number(figures.cells.changed),
          })}
          {figures.n_tracks > 0 &&
            t("console_places.force_tracks", { n: number(figures.n_tracks) })}
        </p>
      )}
      <p class="quiet">
        {t(one.part === "outline" ? "console_places.force_past" : "console_places.force_zones")}
      </p>
      <Remarks of={one.remarks.filter(({ key }) => !MENDED.test(key))} />
      <Moment kind="date" label={t("console_places.day")} value={day} change={setDay} />
      <Field
        lines
        label={t("console_places.reason")}
        value={reason}
        max={500}
        hint={t("console_places.reason_hint")}
        fault={error === null ? null : reasonOf(error)}
        change={setReason}
      />
    </Dialog>
  );
}

export function DiscardDialog({ one, close, done }: DecideProps) {
  const [reason, setReason] = useState("");
  const { isBusy, error, send } = useDeciding(one, done);
  const discard = () =>
    send("discard", { reason: reason.trim() }, () => t("console_places.discarded"));
  return (
    <Dialog
      title={t("console_places.discard_title")}
      close={close}
      act={{ label: t("console_places.discard"), run: discard, disabled: isBusy }}
    >
      <p>{t("console_places.discard_says")}</p>
      <Field
        lines
        label={t("console_places.discard_reason")}
        value={reason}
        max={500}
        fault={error === null ? null : reasonOf(error)}
        change={setReason}
      />
    </Dialog>
  );
}

function useDeciding(one: ImportDetail, done: (words: string) => void) {
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const send = (
    what: "force" | "discard",
    body: unknown,
    words: (told: ImportDetail) => string,
  ) => {
    setBusy(true);
    setError(null);
    tell<ImportDetail>(`${IMPORTS}/${one.id}/${what}`, body).then(
      (told) => done(words(told)),
      (failure: unknown) => {
        setError(failure);
        setBusy(false);
      },
    );
  };
  return { error, isBusy, send };
}
