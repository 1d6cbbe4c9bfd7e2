/** Who is aboard: the squad's people, oneself first. */
import { Button } from "../../ui/controls.tsx";
import * as duty from "../state/duty.ts";
import { here } from "../state/entry.ts";
import { t } from "../words.ts";

interface CrewProps {
  chosen: string[];
  choose: (crew: string[]) => void;
}

export function CrewChoice({ chosen, choose }: CrewProps) {
  const me = here().officer;
  const others = duty.colleagues.value.filter((one) => one.id !== me.id);
  const all = [
    { id: me.id, name: t("officer.me", { name: me.name }), certified: me.certified },
    ...others,
  ];
  const toggle = (id: string) =>
    choose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <div class="field" role="group" aria-label={t("officer.crew")}>
      <span class="row spread">
        <span class="legend">{t("officer.crew")}</span>
        {chosen.length > 1 && (
          <Button look="plain" onPress={() => choose([me.id])}>
            {t("officer.only_me")}
          </Button>
        )}
      </span>
      <div class="chips">
        {all.map((one) => (
          <button
            key={one.id}
            type="button"
            class="chip"
            aria-pressed={chosen.includes(one.id)}
            onClick={() => toggle(one.id)}
          >
            {one.name}
            {!one.certified && <span class="quiet small"> {t("officer.auxiliary")}</span>}
          </button>
        ))}
      </div>
      {others.length === 0 && <p class="quiet small">{t("officer.no_colleagues")}</p>}
    </div>
  );
}

/** How many of a crew have a certificate: two are needed for a measure (行政处罚法 42). */
export function certifiedIn(crew: readonly string[]): number {
  const me = here().officer;
  const known = new Map(duty.colleagues.value.map((one) => [one.id, one.certified]));
  known.set(me.id, me.certified);
  return crew.filter((id) => known.get(id)).length;
}
