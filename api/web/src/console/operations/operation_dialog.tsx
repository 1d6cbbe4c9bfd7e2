/** Planning an operation, or changing what was planned: what, when, where, and who joins. */
import { useEffect, useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { Chip, Choice, Field } from "../../ui/controls.tsx";
import { Failed, Loading, reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { type Kept, readKept } from "../kept.ts";
import { areasOf, areaWord } from "../office.ts";
import { Dialog } from "../parts/dialog.tsx";
import { fieldMoment, Moment, wireMoment } from "../parts/moment.tsx";
import { session } from "../session.ts";
import { write } from "../writing.ts";
import { Forces } from "./forces.tsx";
import { editOperation, pathOf } from "./saving.ts";
import type { Force, Operation } from "./wire.ts";
import { t } from "./words.ts";

interface OperationDialogProps {
  /** Null: a new one. */
  of: string | null;
  close: () => void;
  done: (id: string) => void;
}

interface Draft {
  kind: Operation["kind"];
  name: string;
  aim: string;
  start: string;
  end: string;
  areas: readonly string[];
  agencies: readonly Force[];
}

const NEW: Draft = {
  kind: "campaign",
  name: "",
  aim: "",
  start: "",
  end: "",
  areas: [],
  agencies: [],
};

function draftOf(one: Operation): Draft {
  const { kind, name, aim, areas, agencies } = one;
  return {
    ...{ kind, name, aim, areas, agencies },
    start: fieldMoment(one.start),
    end: fieldMoment(one.end),
  };
}

export function OperationDialog({ of, close, done }: OperationDialogProps) {
  const [kept, setKept] = useState<Kept<Operation> | null>(null);
  const [draft, setDraft] = useState<Draft | null>(of === null ? NEW : null);
  const [failure, setFailure] = useState<unknown>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    if (of === null) return;
    readKept<Operation>(pathOf(of)).then((found) => {
      setKept(found);
      setDraft(draftOf(found.body));
    }, setFailure);
  }, [of]);
  const title = t(of === null ? "console_operations.plan" : "console_operations.edit");
  if (draft === null) {
    return (
      <Dialog title={title} close={close}>
        {failure ? <Failed error={failure} /> : <Loading />}
      </Dialog>
    );
  }
  const [start, end] = [wireMoment(draft.start), wireMoment(draft.end)];
  const save = async () => {
    if (start === null || end === null) return;
    const { kind, name, aim } = draft;
    const said = { kind, name: name.trim(), aim: aim.trim(), start, end };
    const body = { ...said, areas: [...draft.areas], agencies: [...draft.agencies] };
    const id = of ?? uuid7();
    try {
      if (kept) await editOperation(kept, body);
      else await write(pathOf(id), body);
      toast(t("console_operations.saved"));
      done(id);
    } catch (error) {
      setFault(reasonOf(error));
    }
  };
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  return (
    <Dialog
      title={title}
      close={close}
      act={{
        label: t("console_operations.save"),
        run: () => void save(),
        disabled: draft.name.trim() === "" || start === null || end === null,
      }}
    >
      <Choice<Operation["kind"]>
        label={t("console_operations.kind")}
        look="segments"
        value={draft.kind}
        choose={(kind) => change({ kind })}
        options={[
          { value: "campaign", label: t("console_operations.campaign") },
          { value: "joint", label: t("console_operations.joint") },
        ]}
      />
      <Field
        label={t("console_operations.name")}
        value={draft.name}
        max={100}
        change={(name) => change({ name })}
      />
      <Field
        label={t("console_operations.aim")}
        value={draft.aim}
        max={2000}
        lines
        change={(aim) => change({ aim })}
      />
      <div class="field-pair">
        <Moment
          label={t("console_operations.start")}
          value={draft.start}
          change={(value) => change({ start: value })}
        />
        <Moment
          label={t("console_operations.end")}
          value={draft.end}
          change={(value) => change({ end: value })}
        />
      </div>
      <Areas chosen={draft.areas} choose={(areas) => change({ areas })} />
      <Forces of={draft.agencies} change={(agencies) => change({ agencies })} />
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}

interface AreasProps {
  chosen: readonly string[];
  choose: (areas: readonly string[]) => void;
}

function Areas({ chosen, choose }: AreasProps) {
  const mine = areasOf().filter(({ squad }) => session.value?.squads.includes(squad));
  return (
    <fieldset class="choices">
      <legend>{t("console_operations.areas_hint")}</legend>
      <div class="chips">
        {mine.map(({ code }) => {
          const isOn = chosen.includes(code);
          return (
            <Chip
              key={code}
              label={areaWord(code)}
              on={isOn}
              toggle={() => choose(isOn ? chosen.filter((one) => one !== code) : [...chosen, code])}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
