/** What base map there is, and taking it along before the network ends. */
import { useEffect, useState } from "preact/hooks";
import type { Tile } from "../../map/tiles.ts";
import { Button } from "../../ui/controls.tsx";
import { ground, missing, packing, takeAlong } from "../state/ground.ts";
import { t } from "../words.ts";

interface GroundBoxProps {
  bounds: readonly [number, number, number, number];
}

export function GroundBox({ bounds }: GroundBoxProps) {
  const of = ground.value;
  const now = packing.value;
  const [left, setLeft] = useState<Tile[] | null>(null);
  useEffect(() => {
    if (of) void missing(of, bounds).then(setLeft);
  }, [of, now === null, now?.failed]);
  if (!of) return null;
  const under = [of.name, of.attribution].filter(Boolean).join(" · ");
  return (
    <div class="ground-box">
      <p class="quiet tiny">{under}</p>
      {now && !now.failed ? (
        <progress value={now.done} max={now.total} aria-label={t("officer.ground_packing")} />
      ) : left === null ? null : left.length === 0 ? (
        <p class="quiet small">{t("officer.ground_here")}</p>
      ) : (
        <Button wide onPress={() => void takeAlong(of, left)}>
          {now?.failed
            ? t("officer.ground_again", { n: left.length })
            : t("officer.ground_take", { n: left.length })}
        </Button>
      )}
    </div>
  );
}
