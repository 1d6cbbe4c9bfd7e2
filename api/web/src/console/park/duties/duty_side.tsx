/** Beside the map of responsibility: whose cells are whose, the blocks, one cell, hand-overs. */
import { useState } from "preact/hooks";
import { Button } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { personName } from "../../office.ts";
import { Figure } from "../../parts/figure.tsx";
import { Part } from "../../parts/page.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { may } from "../../session.ts";
import { number, shortTime } from "../../times.ts";
import { type Key, t } from "../words.ts";
import { endBlock } from "./block_edits.ts";
import { type Given, ofBlock, ofCell } from "./given.ts";
import { HandoverDialog } from "./handover_dialog.tsx";
import { History } from "./history.tsx";
import { NOBODY, type Share } from "./shares.ts";
import { ShareSwatch } from "./swatch.tsx";
import type { Answers, AreaDuty, Block, Vacancy } from "./wire.ts";

interface DutySideProps {
  area: string;
  duty: AreaDuty;
  shares: readonly Share[];
  blocks: ReadonlyMap<string, Block>;
  /** What was is only looked at. */
  isNow: boolean;
  /** Whether any cell is in no block. */
  hasFree: boolean;
  cell: string | null;
  choose: (cell: string | null) => void;
  lit: readonly string[];
  light: (cells: readonly string[]) => void;
  /** Begin to draw: a block anew, or one that gets other cells. */
  draw: (of: Block | null) => void;
  changed: () => void;
}

const VACANT: Record<Vacancy, Key> = {
  nobody: "console_park.vacant_nobody",
  left: "console_park.vacant_left",
  moved: "console_park.vacant_moved",
};

export function DutySide(props: DutySideProps) {
  const { duty, shares, blocks, isNow, cell, lit, light } = props;
  const [given, setGiven] = useState<Given | null>(null);
  const mayHand = isNow && may("duty.plan");
  return (
    <>
      <div class="figure-grid">
        <Figure
          value={number(duty.n_answered)}
          label={t("console_park.n_answered")}
          means={t("console_park.n_answered_means")}
        />
        <Figure
          value={number(duty.n_vacant)}
          label={t("console_park.n_vacant")}
          means={t("console_park.n_vacant_means")}
          {...(duty.n_vacant > 0 ? { tone: "bad" as const } : {})}
        />
      </div>
      {cell && <OneCell {...props} cell={cell} hand={mayHand ? setGiven : null} />}
      <Part title={t("console_park.who_answers")}>
        <ul class="share-list">
          {shares.map((share, at) => {
            const isLit = lit.length > 0 && lit[0] === share.cells[0];
            return (
              <li key={share.key}>
                <button
                  type="button"
                  class="share-row"
                  aria-pressed={isLit}
                  onClick={() => light(isLit ? [] : share.cells)}
                >
                  <ShareSwatch share={share} at={at} />
                  <span>{shareName(share)}</span>
                  <span class="number">{t("console_park.n_cells", { n: share.cells.length })}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </Part>
      <Part title={t("console_park.blocks")}>
        <ul class="bare-list">
          {duty.blocks.map((block) => {
            const shape = blocks.get(block.code);
            return (
              <li key={block.block_id} class="block-row">
                <strong>{block.block_name}</strong>
                <span class="quiet small">
                  {t("console_park.n_cells", { n: block.n_cells })}
                  {block.n_own > 0 && ` · ${t("console_park.n_own", { n: block.n_own })}`}
                </span>
                <AnswersLine of={block} />
                {mayHand && shape && (
                  <div class="block-acts">
                    <Button onPress={() => setGiven(ofBlock(duty, block, shape))}>
                      {t(
                        block.vacant === "nobody"
                          ? "console_park.name_one"
                          : "console_park.hand_over",
                      )}
                    </Button>
                    <Button onPress={() => props.draw(shape)}>
                      {t("console_park.block_redraw")}
                    </Button>
                    <EndBlock block={shape} changed={props.changed} />
                  </div>
                )}
              </li>
            );
          })}
        </ul>
        {duty.blocks.length === 0 && <p class="quiet">{t("console_park.no_blocks")}</p>}
        {mayHand && props.hasFree && (
          <Button onPress={() => props.draw(null)}>{t("console_park.block_new")}</Button>
        )}
        {mayHand && !props.hasFree && <p class="quiet small">{t("console_park.block_no_room")}</p>}
      </Part>
      {duty.holes.length > 0 && (
        <Part title={t("console_park.holes")}>
          <ul class="bare-list small">
            {duty.holes.map((hole) => (
              <li key={`${hole.block}${hole.start}`}>
                {hole.block} · {shortTime(hole.start)} → {shortTime(hole.end)} ·{" "}
                {t(VACANT[hole.why])}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <History area={props.area} />
      {given && (
        <HandoverDialog
          area={props.area}
          given={given}
          shares={shares}
          close={() => setGiven(null)}
          done={() => {
            setGiven(null);
            props.changed();
          }}
        />
      )}
    </>
  );
}

/** What was counted by it stays: so it is ended at once, and let go on by a press. */
function EndBlock({ block, changed }: { block: Block; changed: () => void }) {
  const end = async () => {
    const goOn = await endBlock(block, new Date().toISOString());
    changed();
    toldWithUndo(t("console_park.block_ended", { name: block.name }), goOn, changed);
  };
  return (
    <Button onPress={() => void end().catch((error) => toast(reasonOf(error)))}>
      {t("console_park.block_end")}
    </Button>
  );
}

function shareName(share: Share): string {
  if (share.key === NOBODY) return t("console_park.vacant_nobody");
  return share.name ?? share.key.replace("block/", "");
}

function AnswersLine({ of }: { of: Answers }) {
  if (of.vacant !== null)
    return (
      <span class="tag" data-tone="bad">
        {t(VACANT[of.vacant])}
      </span>
    );
  const since = of.since ? t("console_park.since", { at: shortTime(of.since) }) : "";
  const until = of.until ? t("console_park.until", { at: shortTime(of.until) }) : "";
  const who = of.name ?? (of.holder_id ? personName(of.holder_id) : "");
  return <span>{[who, since, until].filter(Boolean).join(" · ")}</span>;
}

interface OneCellProps extends DutySideProps {
  cell: string;
  hand: ((given: Given) => void) | null;
}

function OneCell({ cell, duty, shares, blocks, choose, hand }: OneCellProps) {
  const own = duty.cells.find((one) => one.cell === cell) ?? null;
  const block = duty.blocks.find(({ code }) => blocks.get(code)?.cells.includes(cell)) ?? null;
  const share = shares.find(({ cells }) => cells.includes(cell));
  return (
    <section class="part one-cell" aria-label={t("console_park.cell")}>
      <div class="part-head">
        <h2>{cell}</h2>
        <Button look="plain" onPress={() => choose(null)}>
          {t("console_park.close")}
        </Button>
      </div>
      <p>{share && shareName(share)}</p>
      {(own ?? block) && <AnswersLine of={(own ?? block) as Answers} />}
      <p class="quiet small">
        {own
          ? t("console_park.by_cell")
          : block
            ? t("console_park.by_block", { block: block.block_name })
            : t("console_park.in_no_block")}
      </p>
      {hand && (
        <Button onPress={() => hand(ofCell(own, block, cell))}>
          {t(own ? "console_park.hand_over" : "console_park.cell_alone")}
        </Button>
      )}
    </section>
  );
}
