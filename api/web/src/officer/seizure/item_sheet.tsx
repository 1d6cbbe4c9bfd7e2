/** One line of the inventory: how many, in which condition, sealed by what, kept where. */

import { Button, Choice, Field, Stepper } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Twice } from "../../ui/twice.tsx";
import type { Taken } from "../incident/taken.ts";
import { useAddresses } from "../incident/use_addresses.ts";
import { inChinese, t } from "../words.ts";
import type { DraftItem } from "./draft.ts";
import { PlaceChoice } from "./place_choice.tsx";
import { Shutter } from "./shutter.tsx";
import { gearWord } from "./terms.ts";
import { UNITS } from "./units.ts";
import type { Shots } from "./use_shots.ts";

const CONDITIONS = [
  "officer.seizure.condition_good",
  "officer.seizure.condition_used",
  "officer.seizure.condition_broken",
] as const;

interface ItemProps {
  item: DraftItem;
  number: number;
  taken: readonly Taken[];
  places: readonly string[];
  nextSeal: string;
  shots: Shots;
  edit: (part: Partial<DraftItem>) => void;
  shoot: (input: HTMLInputElement) => Promise<void>;
  dropPhoto: (photo: string) => void;
  remove: () => void;
  close: () => void;
}

export function ItemSheet(props: ItemProps) {
  const { item, number, taken, places, nextSeal, shots, edit, close } = props;
  const photos = taken.filter((one) => item.photos.includes(one.key));
  const units = UNITS.map((key) => ({ value: inChinese(key), label: t(key) }));
  return (
    <Sheet
      title={t("officer.seizure.item_n", { n: number, what: gearWord(item.kind) })}
      close={close}
    >
      <Stepper
        label={t("officer.seizure.quantity")}
        value={item.quantity}
        change={(quantity) => edit({ quantity: Math.max(1, quantity) })}
        most={100_000}
      />
      <Choice
        label={t("officer.seizure.unit")}
        look="chips"
        value={item.unit}
        options={units}
        choose={(unit) => edit({ unit })}
      />
      <Photos {...props} photos={photos} shots={shots} />
      <Field
        label={t("officer.seizure.condition")}
        value={item.condition}
        change={(condition) => edit({ condition })}
        max={200}
      />
      <div class="chips" role="group" aria-label={t("officer.seizure.condition")}>
        {CONDITIONS.map((key) => (
          <button
            key={key}
            type="button"
            class="chip"
            aria-pressed={item.condition === inChinese(key)}
            onClick={() => edit({ condition: inChinese(key) })}
          >
            {t(key)}
          </button>
        ))}
      </div>
      <Field
        label={t("officer.seizure.seal")}
        value={item.seal}
        change={(seal) => edit({ seal })}
        max={64}
      />
      {nextSeal && item.seal === "" && (
        <div class="chips">
          <button type="button" class="chip" onClick={() => edit({ seal: nextSeal })}>
            {nextSeal}
          </button>
        </div>
      )}
      <PlaceChoice
        label={t("officer.seizure.place_of_item")}
        value={item.place}
        used={places}
        choose={(place) => edit({ place })}
      />
      <Field
        label={t("officer.note")}
        value={item.note}
        change={(note) => edit({ note })}
        max={500}
      />
      <Button look="strong" large wide onPress={close}>
        {t("officer.seizure.item_done")}
      </Button>
      <Twice wide onPress={props.remove}>
        {t("officer.seizure.item_remove")}
      </Twice>
    </Sheet>
  );
}

function Photos({
  item,
  number,
  photos,
  shots,
  shoot,
  dropPhoto,
}: ItemProps & { photos: Taken[] }) {
  const urlOf = useAddresses(photos);
  return (
    <div class="shots">
      {photos.map((one, at) => (
        <span key={one.key} class="stack shot-line">
          <span class="shot">
            <img src={urlOf(one)} alt={t("officer.photo_n", { n: at + 1 })} />
          </span>
          <Twice look="plain" onPress={() => dropPhoto(one.key)}>
            {t("officer.seizure.photo_drop")}
          </Twice>
        </span>
      ))}
      <Shutter n={0} number={number} working={shots.working > 0} shoot={shoot} />
      {item.photos.length === 0 && (
        <span class="quiet small">{t("officer.seizure.photo_needed")}</span>
      )}
    </div>
  );
}
