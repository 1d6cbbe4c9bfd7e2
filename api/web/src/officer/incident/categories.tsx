/** What it is: tiles, the usual ones first; the rest behind one more press, by group. */
import { useState } from "preact/hooks";
import * as duty from "../state/duty.ts";
import type { Category } from "../state/wire.ts";
import { t, wordOf } from "../words.ts";
import { levelsOf } from "./levels.ts";

const SHOWN = 7;

interface CategoriesProps {
  value: string | null;
  choose: (code: string) => void;
}

export function Categories({ value, choose }: CategoriesProps) {
  const all = duty.told.value?.categories ?? [];
  const isFew = all.length <= SHOWN + 1;
  const [open, setOpen] = useState(isFew || all.findIndex((one) => one.code === value) >= SHOWN);
  const tile = (one: Category) => (
    <button
      key={one.code}
      type="button"
      class="tile"
      role="radio"
      aria-checked={one.code === value}
      onClick={() => choose(one.code)}
    >
      {wordOf(one)}
    </button>
  );
  if (!open || isFew) {
    return (
      <div class="tiles" role="radiogroup" aria-label={t("officer.category")}>
        {(open ? all : all.slice(0, SHOWN)).map(tile)}
        {!open && (
          <button type="button" class="tile" aria-expanded="false" onClick={() => setOpen(true)}>
            {t("officer.other_categories")}
          </button>
        )}
      </div>
    );
  }
  return (
    <div class="stack" role="radiogroup" aria-label={t("officer.category")}>
      {levelsOf(all, duty.told.value?.category_groups ?? []).map(({ group, categories }) => (
        <div key={group?.code ?? ""} class="stack">
          {group && <span class="legend">{wordOf(group)}</span>}
          <div class="tiles">{categories.map(tile)}</div>
        </div>
      ))}
    </div>
  );
}
