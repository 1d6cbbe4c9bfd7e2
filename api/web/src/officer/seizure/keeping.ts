/** A written seizure on its way: its pictures made, its record and they kept as one. */
import { sha256 } from "../../capture/index.ts";
import { evidenceId } from "../../outbox/derived_ids.ts";
import type { NewFile } from "../../outbox/index.ts";
import { fileOf, type Taken } from "../incident/taken.ts";
import * as duty from "../state/duty.ts";
import { here } from "../state/entry.ts";
import type { KeptDraft } from "../state/kept_draft.ts";
import { keepSeizure, learnFrom, lineOf, noteLine } from "../state/seizures.ts";
import { inChinese, t } from "../words.ts";
import { bodyOf, signersOf } from "./body.ts";
import { signerWord } from "./crew.ts";
import { type Draft, hasSigned } from "./draft.ts";
import { pictureOf } from "./signature_picture.ts";

/** Put a seizure where nothing is lost, in place of its draft; rejects when it was not kept. */
export async function keep(
  draft: Draft,
  taken: readonly Taken[],
  box: KeptDraft<Draft>,
): Promise<void> {
  const files = [...photosOf(draft, taken), ...(await signaturesOf(draft))];
  const evidence = new Map<string, string>();
  for (const { name, file } of files) {
    evidence.set(name, await evidenceId("incident", draft.incidentId, file.sha256));
  }
  const body = bodyOf(draft, {
    squad: duty.shift.value?.squad ?? here().officer.squad,
    numberLater: numberLater(draft.at),
    evidence,
  });
  const label = t("officer.seizure.label", { number: body.number });
  const sent = files.map(({ file }) => file);
  await keepSeizure(draft.id, body, sent, label, box.names);
  await noteLine(lineOf(draft.id, body));
  await learnFrom(draft.number.trim(), body);
}

/** What stands for a number until the office gives one: whose it is, and since when. */
export function numberLater(at: string): string {
  const local = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  const stamp = `${local.slice(0, 10).replace(/-/g, "")}-${local.slice(11, 16).replace(":", "")}`;
  return inChinese("officer.seizure.number_later", { badge: here().officer.badgeNo, at: stamp });
}

interface Named {
  /** A photo's digest, or who signed. */
  name: string;
  file: NewFile;
}

function photosOf({ items, incidentId }: Draft, taken: readonly Taken[]): Named[] {
  return taken.flatMap((one) => {
    const at = items.findIndex((item) => item.photos.includes(one.key));
    if (at < 0) return [];
    const note = inChinese("officer.seizure.photo_note", { n: at + 1 });
    return [{ name: one.key, file: { ...fileOf(one, incidentId), note } }];
  });
}

async function signaturesOf(draft: Draft): Promise<Named[]> {
  const made: Named[] = [];
  for (const who of signersOf(draft)) {
    const drawn = draft.drawn[who];
    if (!drawn || !hasSigned(draft, who)) continue;
    const blob = await pictureOf(drawn.strokes);
    const digest = await sha256(await blob.arrayBuffer());
    const note = t("officer.seizure.signature_note", { who: signerWord(who) });
    const file: NewFile = {
      blob,
      sha256: digest,
      recordKind: "incident",
      recordId: draft.incidentId,
      note,
      at: drawn.at,
    };
    made.push({ name: who, file });
  }
  return made;
}
