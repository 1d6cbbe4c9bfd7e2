/** An incident on its way: the record, its files and what was decided, in place of the draft. */
import type { ItemView, NewItem } from "../../outbox/index.ts";
import { openCase } from "../cases/opening.ts";
import type { Origin } from "../cases/standing.ts";
import { nowIso } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { here } from "../state/entry.ts";
import * as patrol from "../state/patrol.ts";
import { canSeize } from "../state/tallies.ts";
import { t, wordOf } from "../words.ts";
import { type Draft, itemOf, type Setting } from "./draft.ts";
import type { DraftBox } from "./draft_box.ts";
import { decisionItem, isChosen } from "./law.ts";
import { shownNow } from "./law_note.tsx";
import { decidedWords } from "./law_said.ts";
import { mendedBody } from "./mending.ts";
import { fileOf, type Taken } from "./taken.ts";

function setting(): Setting {
  const outcomes = duty.told.value?.outcomes ?? [];
  return {
    squad: duty.shift.value?.squad ?? here().officer.squad,
    patrolId: patrol.running.value?.id ?? null,
    counting: new Set(outcomes.filter((one) => one.people).map((one) => one.code)),
    maySeize: canSeize.value,
  };
}

function labelOf(draft: Draft): string {
  const term = duty.told.value?.categories.find((one) => one.code === draft.category);
  return term ? wordOf(term) : t("officer.incident");
}

/**
 * Put the record and its files where nothing is lost, in place of the draft; then it is saved.
 *
 * With `asCase` it becomes a case, whose id is returned.
 */
export async function keep(
  draft: Draft,
  taken: Taken[],
  box: DraftBox,
  asCase = false,
): Promise<string | null> {
  const files = taken.map((one) => fileOf(one, draft.id));
  const item = itemOf(draft, setting(), labelOf(draft), nowIso());
  const decision = decisionOf(draft);
  const { outbox } = here();
  // The draft goes with the last of them: a phone that is killed in between still has it.
  await outbox.add(item, files, decision || asCase ? [] : box.names);
  if (decision) await outbox.add(decision, [], asCase ? [] : box.names);
  await log(draft);
  return asCase ? openCase(originOf(draft), box.names) : null;
}

function originOf({ id, category, at, place }: Draft): Origin {
  const { lon = null, lat = null } = place ?? {};
  return { incidentId: id, category: category ?? "", at, lon, lat };
}

/** Send it as it is now instead of what was refused; what was added to it comes first. */
export async function mend(
  item: ItemView,
  draft: Draft,
  taken: readonly Taken[],
  box: DraftBox,
): Promise<void> {
  const { outbox } = here();
  for (const one of taken) await outbox.addFile(fileOf(one, draft.id));
  const { lon = null, lat = null } = draft.place ?? {};
  const shown = { label: labelOf(draft), lon, lat };
  await outbox.amend(item.id, mendedBody(item.body, draft, setting()), shown);
  const decision = decisionOf(draft);
  if (decision) await outbox.add(decision);
  await outbox.forget(box.names).catch(() => {});
  await log(draft);
}

/** Return what was decided about the law; null for nothing, and for who was shown nothing. */
function decisionOf(draft: Draft): NewItem | null {
  const { law, category, place, at } = draft;
  if (!law || !category || !isChosen(law)) return null;
  const shown = shownNow({ category, place, at }, law);
  const label = t("officer.kind_law_decision");
  return shown && decisionItem(draft.id, shown, law, decidedWords(law.done), label, nowIso());
}

/** For this phone's own lists; the record itself is on the disk. */
async function log(draft: Draft): Promise<void> {
  const logged = {
    id: draft.id,
    at: draft.at,
    category: draft.category ?? "",
    persuaded: draft.persuaded,
    source: draft.source,
    place: draft.place && { lon: draft.place.lon, lat: draft.place.lat },
    seized: Object.entries(draft.gear).map(([kind, quantity]) => ({ kind, quantity })),
  };
  await duty
    .note((own) => ({
      incidents: [...own.incidents.filter(({ id }) => id !== draft.id), logged],
    }))
    .catch(() => {});
}
