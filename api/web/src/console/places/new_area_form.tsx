/** Planning a new area: what it is, its outline's file, and how large its cells are. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { go } from "../../base/router.ts";
import { Field } from "../../ui/controls.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Select } from "../parts/select.tsx";
import { datums, FileField, isTooLarge, Refusal, STATUSES } from "./file_parts.tsx";
import { kindWord, NEW, squadWord, statusWord } from "./said.ts";
import { type Plan, sendPlan } from "./sending.ts";
import type { AreaKind } from "./wire.ts";
import { t } from "./words.ts";

const KINDS: readonly AreaKind[] = ["reservoir", "park"];
/** A squad has the code of the kind of area that it patrols. */
const SQUADS: readonly string[] = KINDS;
const CODE = /^[a-z][a-z0-9_-]{0,31}$/;
const SIZE_M = { least: 20, usual: 100, most: 1000 };

const EMPTY: Plan = {
  code: "",
  name_zh: "",
  name_en: "",
  kind: "reservoir",
  squad: "reservoir",
  size_m: String(SIZE_M.usual),
  datum: "",
  // Whoever has an approved outline says so: nothing counts as approved by default.
  status: "illustrative",
  source: "",
  licence: "",
};

export function NewAreaForm({ close }: { close: () => void }) {
  const [plan, setPlan] = useState(EMPTY);
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const change = (part: Partial<Plan>) => setPlan({ ...plan, ...part });
  const isWhole = CODE.test(plan.code) && plan.name_zh.trim() !== "" && isSize(plan.size_m);
  const send = () => {
    if (file === null) return;
    setSending(true);
    setError(null);
    // Another id each time: what was refused was never kept, and the file may be another one.
    sendPlan(uuid7(), file, plan).then(
      ({ id }) => go("places", NEW, id),
      (failure: unknown) => {
        setError(failure);
        setSending(false);
      },
    );
  };
  return (
    <Dialog
      title={t("console_places.new_area")}
      close={close}
      act={{
        label: t(isSending ? "console_places.uploading" : "console_places.plan_look"),
        run: send,
        disabled: file === null || isTooLarge(file) || !isWhole || isSending,
      }}
    >
      <p class="quiet">{t("console_places.plan_hint")}</p>
      <WhatItIs plan={plan} change={change} />
      <FileField file={file} choose={setFile} />
      <WhatIsKnown plan={plan} change={change} />
      {error !== null && <Refusal error={error} />}
    </Dialog>
  );
}

interface PartProps {
  plan: Plan;
  change: (part: Partial<Plan>) => void;
}

function WhatItIs({ plan, change }: PartProps) {
  const isOdd = plan.code !== "" && !CODE.test(plan.code);
  return (
    <div class="field-pair">
      <Field
        label={t("console_places.name_zh")}
        value={plan.name_zh}
        max={60}
        change={(name_zh) => change({ name_zh })}
      />
      <Field
        label={t("console_places.name_en")}
        value={plan.name_en}
        max={60}
        change={(name_en) => change({ name_en })}
      />
      <Field
        label={t("console_places.code")}
        value={plan.code}
        max={32}
        hint={t("console_places.code_hint")}
        fault={isOdd ? t("console_places.code_odd") : null}
        change={(code) => change({ code })}
      />
      <Field
        label={t("console_places.cell_side")}
        value={plan.size_m}
        max={6}
        code
        hint={t("console_places.cell_side_hint")}
        fault={isSize(plan.size_m) ? null : t("console_places.cell_side_odd")}
        change={(size_m) => change({ size_m: size_m.trim() })}
      />
      <Select
        label={t("console_places.kind")}
        options={KINDS.map((value) => ({ value, label: kindWord(value) }))}
        value={plan.kind}
        choose={(kind) => change({ kind, squad: kind })}
      />
      <Select
        label={t("console_places.squad")}
        options={SQUADS.map((value) => ({ value, label: squadWord(value) }))}
        value={plan.squad}
        choose={(squad) => change({ squad })}
      />
    </div>
  );
}

function WhatIsKnown({ plan, change }: PartProps) {
  return (
    <div class="field-pair">
      <Select
        label={t("console_places.datum")}
        options={datums()}
        value={plan.datum}
        choose={(datum) => change({ datum })}
      />
      <Select
        label={t("console_places.status")}
        options={STATUSES.map((value) => ({ value, label: statusWord(value) }))}
        value={plan.status}
        choose={(status) => change({ status })}
      />
      <Field
        label={t("console_places.source")}
        value={plan.source}
        max={300}
        hint={t("console_places.source_hint")}
        change={(source) => change({ source })}
      />
      <Field
        label={t("console_places.licence")}
        value={plan.licence}
        max={300}
        change={(licence) => change({ licence })}
      />
    </div>
  );
}

function isSize(told: string): boolean {
  const size = Number(told);
  return told !== "" && size >= SIZE_M.least && size <= SIZE_M.most;
}
