/** The inventory: numbered lines, each with its photos. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import type { Taken } from "../incident/taken.ts";
import * as duty from "../state/duty.ts";
import { t, wordOf } from "../words.ts";
import { commonPlace, type Draft, type DraftItem, newItem } from "./draft.ts";
import { following } from "./following.ts";
import { ItemSheet } from "./item_sheet.tsx";
import { Shutter } from "./shutter.tsx";
import { gearWord } from "./terms.ts";
import { type Shots, useShots } from "./use_shots.ts";

/** An inventory of more lines the server does not take. */
const MOST_ITEMS = 200;

interface InventoryProps {
  draft: Draft;
  change: (to: (before: Draft) => Partial<Draft>) => void;
  taken: readonly Taken[];
  setTaken: (to: (before: Taken[]) => Taken[]) => void;
  places: readonly string[];
}

export function Inventory({ draft, change, taken, setTaken, places }: InventoryProps) {
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const shots = useShots(t("officer.seizure.photo_stamp"));
  const edit = (key: string, part: (one: DraftItem) => Partial<DraftItem>) =>
    change(({ items }) => ({
      items: items.map((one) => (one.key === key ? { ...one, ...part(one) } : one)),
    }));
  const shootFor = (key: string) => (input: HTMLInputElement) =>
    shots.take(input, (photo) => {
      setTaken((before) => [...before.filter((one) => one.key !== photo.key), photo]);
      edit(key, ({ photos }) => ({
        photos: [...photos.filter((one) => one !== photo.key), photo.key],
      }));
    });
  const drop = (item: DraftItem, photo: string) => {
    edit(item.key, ({ photos }) => ({ photos: photos.filter((one) => one !== photo) }));
    const isElsewhere = draft.items.some((one) => one !== item && one.photos.includes(photo));
    if (!isElsewhere) setTaken((before) => before.filter((one) => one.key !== photo));
  };
  const remove = (item: DraftItem) => {
    for (const photo of item.photos) drop(item, photo);
    change(({ items }) => ({ items: items.filter((one) => one.key !== item.key) }));
    setOpen(null);
  };
  const at = draft.items.findIndex((one) => one.key === open);
  const item = draft.items[at];
  return (
    <div class="field">
      <span class="legend">{t("officer.seizure.items")}</span>
      <ol class="list">
        {draft.items.map((one, n) => (
          <li key={one.key}>
            <Row
              one={one}
              number={n + 1}
              shots={shots}
              look={() => setOpen(one.key)}
              shoot={shootFor(one.key)}
            />
          </li>
        ))}
      </ol>
      {shots.fault && (
        <p class="fault" role="alert">
          {shots.fault}
        </p>
      )}
      {draft.items.length < MOST_ITEMS && (
        <Button onPress={() => setAdding(true)}>{t("officer.seizure.item_add")}</Button>
      )}
      {adding && (
        <KindSheet
          choose={(kind) => {
            const made = newItem(kind, commonPlace(draft.items));
            change(({ items }) => ({ items: [...items, made] }));
            setAdding(false);
            setOpen(made.key);
          }}
          close={() => setAdding(false)}
        />
      )}
      {item && (
        <ItemSheet
          item={item}
          number={at + 1}
          taken={taken}
          places={places}
          nextSeal={nextSeal(draft.items, at)}
          shots={shots}
          edit={(part) => edit(item.key, () => part)}
          shoot={shootFor(item.key)}
          dropPhoto={(photo) => drop(item, photo)}
          remove={() => remove(item)}
          close={() => setOpen(null)}
        />
      )}
    </div>
  );
}

/** Seals come off a roll: the next one follows the last that was written. */
function nextSeal(items: readonly DraftItem[], at: number): string {
  const before = items.slice(0, at).filter((one) => one.seal.trim() !== "");
  return following(before[before.length - 1]?.seal.trim() ?? "");
}

interface RowProps {
  one: DraftItem;
  number: number;
  shots: Shots;
  look: () => void;
  shoot: (input: HTMLInputElement) => Promise<void>;
}

function Row({ one, number, shots, look, shoot }: RowProps) {
  const n = one.photos.length;
  const under = [one.seal && t("officer.seizure.seal_n", { seal: one.seal }), one.place];
  return (
    <div class="item">
      <button type="button" class="item-open" onClick={look}>
        <span class="item-number">{number}</span>
        <span class="item-main">
          <span class="item-title">
            {gearWord(one.kind)} {one.quantity} {one.unit}
          </span>
          <span class="quiet small">
            {under.filter(Boolean).join(" · ") || t("officer.seizure.item_more")}
          </span>
        </span>
      </button>
      <Shutter n={n} number={number} working={shots.working > 0} shoot={shoot} />
    </div>
  );
}

function KindSheet({ choose, close }: { choose: (kind: string) => void; close: () => void }) {
  return (
    <Sheet title={t("officer.seizure.item_what")} close={close}>
      <div class="tiles">
        {(duty.told.value?.gear ?? []).map((one) => (
          <button type="button" key={one.code} class="tile" onClick={() => choose(one.code)}>
            {wordOf(one)}
          </button>
        ))}
      </div>
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}
