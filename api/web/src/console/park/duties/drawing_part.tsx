/** Drawing a block: its cells are pressed on the map; what it takes and what is left is said. */
import { useState } from "preact/hooks";
import { Button, Field } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { Part } from "../../parts/page.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { t } from "../words.ts";
import {
  changeOf,
  type Drawing,
  freeCode,
  makeBlock,
  redrawBlock,
  type Undo,
} from "./block_edits.ts";
import type { Block } from "./wire.ts";

interface DrawingProps {
  area: string;
  drawing: Drawing;
  /** All blocks of the area, those that have ended, too. */
  blocks: readonly Block[];
  /** Cells that are in no block yet. */
  free: readonly string[];
  draw: (cells: ReadonlySet<string>) => void;
  close: () => void;
  changed: () => void;
}

export function DrawingPart({ area, drawing, blocks, free, draw, close, changed }: DrawingProps) {
  const { of, cells } = drawing;
  const [name, setName] = useState(of?.name ?? "");
  const [fault, setFault] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { gained, lost } = changeOf(drawing);
  const left = free.filter((code) => !cells.has(code));
  const isSame = gained === 0 && lost === 0;
  const save = async () => {
    setSaving(true);
    setFault(null);
    try {
      const undo = await saved(area, drawing, name.trim(), blocks);
      toldWithUndo(t("console_park.block_saved", { name: name.trim() }), undo, changed);
      changed();
      close();
    } catch (error) {
      setFault(reasonOf(error));
      setSaving(false);
    }
  };
  return (
    <Part title={t(of ? "console_park.block_redraw" : "console_park.block_new")}>
      <p class="quiet small">{t("console_park.block_how")}</p>
      {of === null && (
        <Field label={t("console_park.block_name")} value={name} max={100} change={setName} />
      )}
      <p aria-live="polite">
        {t("console_park.n_cells", { n: cells.size })}
        {of && ` · ${t("console_park.block_change", { gained, lost })}`}
      </p>
      <p class="quiet small">{t("console_park.block_left", { n: left.length })}</p>
      {left.length > 0 && (
        <Button onPress={() => draw(new Set([...cells, ...left]))}>
          {t("console_park.block_take_left")}
        </Button>
      )}
      {of && <p class="quiet small">{t("console_park.block_history_stays")}</p>}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <div class="block-acts">
        <Button onPress={close}>{t("console_park.close")}</Button>
        <Button
          look="strong"
          disabled={isSaving || cells.size === 0 || isSame || name.trim() === ""}
          onPress={() => void save()}
        >
          {t("console_park.block_save")}
        </Button>
      </div>
    </Part>
  );
}

function saved(
  area: string,
  { of, cells }: Drawing,
  name: string,
  blocks: readonly Block[],
): Promise<Undo> {
  const at = new Date().toISOString();
  const why = t("console_park.void_reason");
  if (of) return redrawBlock(of, [...cells], at, why);
  const fresh = { area, code: freeCode(area, blocks), name, cells: [...cells] };
  return makeBlock(fresh, at, why);
}
