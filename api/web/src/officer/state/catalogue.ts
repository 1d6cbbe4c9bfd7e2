/** Terms of the catalogue beside those of the shift: where things are kept, who takes them over. */
import { computed, signal } from "@preact/signals";
import { ask } from "../../base/api.ts";
import { inside } from "./entry.ts";
import type { Term } from "./wire.ts";

interface Offered extends Term {
  squad: string | null;
  retired: boolean;
}

interface Catalogue {
  agencies: Offered[];
  storage_places: Offered[];
}

interface Kept {
  told: Catalogue;
  etag: string | null;
}

const KEPT = "catalogue";
/** Whose it is: another person's phone may have been told of other squads' places. */
const found = signal<{ of: object; told: Catalogue } | null>(null);

export const agencies = computed(() => offeredIn("agencies"));
export const storagePlaces = computed(() => offeredIn("storage_places"));

function offeredIn(group: keyof Catalogue): Term[] {
  const at = inside.value;
  if (at === null || found.value?.of !== at.vault) return [];
  const { squad } = at.officer;
  return found.value.told[group].filter(
    (one) => !one.retired && (one.squad === null || squad === null || one.squad === squad),
  );
}

/** Take up what is kept, and ask for news of it; without a line what is kept stays. */
export async function wantCatalogue(): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  try {
    const kept = await at.outbox.recall<Kept>(KEPT);
    if (kept) found.value = { of: at.vault, told: kept.told };
    const asking = { etag: kept?.etag ?? null };
    const { body, etag } = await ask<Catalogue>("/api/v1/catalogue", asking);
    if (body === null || inside.value !== at) return;
    const told = { agencies: body.agencies, storage_places: body.storage_places };
    found.value = { of: at.vault, told };
    await at.outbox.remember(KEPT, { told, etag });
  } catch {
    // Places and names can be typed as well.
  }
}
