/** What it is: tiles, the usual ones first; the rest behind one more press. */
import { useState } from "preact/hooks";
import * as duty from "../state/duty.ts";
import { t, wordOf } from "../words.ts";

const SHOWN = 7;

interface CategoriesProps {
  value: string | null;
  choose: (code: string) => void;
}

export function Categories({ value, choose }: CategoriesProps) {
  const all = duty.told.value?.categories ?? [];
  const isFew = all.length <= SHOWN + 1;
  const [open, setOpen] = useState(isFew || all.findIndex((one) => one.code === value) >= SHOWN);
  const shown = open ? all : all.slice(0, SHOWN);
  return (
    <div class="tiles" role="radiogroup" aria-label={t("officer.category")}>
      {shown.map((one) => (
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
      ))}
      {!open && (
        <button type="button" class="tile" aria-expanded="false" onClick={() => setOpen(true)}>
          {t("officer.other_categories")}
        </button>
      )}
    </div>
  );
}
