/** A device as it is written: new, or changed. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { tell } from "../asking.ts";
import { faultAt } from "../faults.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Select } from "../parts/select.tsx";
import { DEVICE_KINDS, kindMeans, kindWord } from "./device_words.ts";
import { squadWord } from "./squads.ts";
import {
  DEVICES,
  type Device,
  type DeviceBody,
  type DeviceKind,
  deviceBodyOf,
  type Person,
} from "./wire.ts";
import { t } from "./words.ts";

interface FormProps {
  one?: Device;
  version?: string;
  squads: readonly string[];
  people: readonly Person[];
  close: () => void;
  saved: (device: Device) => void;
}

export function DeviceForm({ one, version, squads, people, close, saved }: FormProps) {
  const [id] = useState(() => one?.id ?? uuid7());
  const [body, setBody] = useState<DeviceBody>(() =>
    one
      ? deviceBodyOf(one)
      : { kind: "tracker", name: "", squad: squads[0] ?? null, officer_id: null },
  );
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const change = (part: Partial<DeviceBody>) => setBody({ ...body, ...part });
  const carriers = people.filter(
    (person) =>
      person.disabled_at === null &&
      body.squad !== null &&
      [person.squad, ...person.more_squads].includes(body.squad),
  );
  const save = () => {
    setBusy(true);
    setError(null);
    const sent = {
      ...body,
      name: body.name.trim(),
      officer_id: body.kind === "tracker" ? body.officer_id : null,
    };
    tell<Device>(`${DEVICES}/${id}`, sent, "PUT", version)
      .then(saved)
      .catch((failure: unknown) => {
        setError(failure);
        setBusy(false);
      });
  };
  const isElsewhere = error !== null && faultAt(error, "name") === null;
  return (
    <Dialog
      title={
        one ? t("console_people.change_of", { name: one.name }) : t("console_people.new_device")
      }
      close={close}
      act={{
        label: t("console_people.save"),
        run: save,
        disabled: body.name.trim() === "" || isBusy,
      }}
    >
      <div class="people-form">
        <Field
          label={t("console_people.device")}
          value={body.name}
          max={32}
          fault={faultAt(error, "name")}
          change={(name) => change({ name })}
        />
        <Select<DeviceKind>
          label={t("console_people.kind")}
          options={DEVICE_KINDS.map((kind) => ({ value: kind, label: kindWord(kind) }))}
          value={body.kind}
          choose={(kind) =>
            change({ kind, squad: kind === "monitor" ? null : (body.squad ?? squads[0] ?? null) })
          }
        />
        <Select
          label={t("console_people.squad")}
          options={[
            ...(body.kind === "monitor"
              ? [{ value: "", label: t("console_people.no_squad") }]
              : []),
            ...squads.map((code) => ({ value: code, label: squadWord(code) })),
          ]}
          value={body.squad ?? ""}
          choose={(squad) => change({ squad: squad || null, officer_id: null })}
        />
        {body.kind === "tracker" && (
          <Select
            label={t("console_people.carried_by")}
            options={[
              { value: "", label: t("console_people.nobody") },
              ...carriers.map((person) => ({ value: person.id, label: person.name })),
            ]}
            value={body.officer_id ?? ""}
            choose={(officer_id) => change({ officer_id: officer_id || null })}
          />
        )}
      </div>
      <p class="quiet small">{kindMeans(body.kind)}</p>
      {isElsewhere && (
        <p class="fault" role="alert">
          {reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}
