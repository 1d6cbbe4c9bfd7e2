/** What each agency brings to an operation. */
import { Button } from "../../ui/controls.tsx";
import { offeredTerms, termWord } from "../office.ts";
import { Select } from "../parts/select.tsx";
import type { Force } from "./wire.ts";
import { type Key, t } from "./words.ts";

type Count = "people" | "vehicles" | "boats" | "drones";
const COUNTS: readonly { name: Count; word: Key }[] = [
  { name: "people", word: "console_operations.people" },
  { name: "vehicles", word: "console_operations.vehicles" },
  { name: "boats", word: "console_operations.boats" },
  { name: "drones", word: "console_operations.drones" },
];

interface ForcesProps {
  of: readonly Force[];
  change: (of: readonly Force[]) => void;
}

export function Forces({ of, change }: ForcesProps) {
  const free = offeredTerms("agencies").filter(({ code }) =>
    of.every((one) => one.agency !== code),
  );
  const put = (agency: string, part: Partial<Force>) =>
    change(of.map((one) => (one.agency === agency ? { ...one, ...part } : one)));
  return (
    <fieldset class="choices">
      <legend>{t("console_operations.agencies")}</legend>
      {of.map((one) => (
        <div class="force" key={one.agency}>
          <strong>{termWord("agencies", one.agency)}</strong>
          {COUNTS.map(({ name, word }) => (
            <label key={name}>
              {t(word)}
              <input
                class="input"
                type="number"
                min={0}
                max={10000}
                value={one[name]}
                onInput={(event) =>
                  put(one.agency, {
                    [name]: Math.max(0, Math.floor(Number(event.currentTarget.value) || 0)),
                  })
                }
              />
            </label>
          ))}
          <label>
            {t("console_operations.task")}
            <input
              class="input"
              type="text"
              maxLength={200}
              value={one.task}
              onInput={(event) => put(one.agency, { task: event.currentTarget.value })}
            />
          </label>
          <Button
            look="plain"
            label={t("console_operations.leave_out", { what: termWord("agencies", one.agency) })}
            onPress={() => change(of.filter(({ agency }) => agency !== one.agency))}
          >
            {t("console_operations.out")}
          </Button>
        </div>
      ))}
      {free.length > 0 && (
        <Select
          label={t("console_operations.add_agency")}
          hideLabel
          value=""
          choose={(agency) => {
            if (agency === "") return;
            const none = { people: 0, vehicles: 0, boats: 0, drones: 0, task: "" };
            change([...of, { agency, ...none }]);
          }}
          options={[
            { value: "", label: t("console_operations.add_agency") },
            ...free.map(({ code }) => ({ value: code, label: termWord("agencies", code) })),
          ]}
        />
      )}
    </fieldset>
  );
}
