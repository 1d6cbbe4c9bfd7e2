/** Looking for somebody: who is looked for stands in no address, and that it was done is entered. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../base/api.ts";
import { Field } from "../../ui/controls.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { heard, missed } from "../reach.ts";
import type { Pages } from "../records/use_pages.ts";
import { askedFor, type Filters } from "./filters.ts";
import type { Incident, Person } from "./wire.ts";
import { t } from "./words.ts";

export type Sought = Omit<Person, "note">;

const NOBODY: Sought = { name: "", id_number: "", phone: "", plate: "" };

interface SearchProps {
  close: () => void;
  search: (person: Sought) => void;
}

export function SearchDialog({ close, search }: SearchProps) {
  const [person, setPerson] = useState(NOBODY);
  const set = (part: Partial<Sought>) => setPerson({ ...person, ...part });
  const trimmed = Object.fromEntries(
    Object.entries(person).map(([name, value]) => [name, value.trim()]),
  ) as unknown as Sought;
  const isNobody = Object.values(trimmed).every((one) => one === "");
  return (
    <Dialog
      title={t("console_incidents.by_person")}
      close={close}
      act={{
        label: t("console_incidents.search"),
        run: () => search(trimmed),
        disabled: isNobody,
      }}
    >
      <p class="note">{t("console_incidents.search_why")}</p>
      <Field
        label={t("console_incidents.name")}
        value={person.name}
        change={(name) => set({ name })}
        max={64}
      />
      <Field
        label={t("console_incidents.id_number")}
        value={person.id_number}
        change={(id_number) => set({ id_number })}
        max={32}
      />
      <Field
        label={t("console_incidents.phone")}
        value={person.phone}
        change={(phone) => set({ phone })}
        max={32}
      />
      <Field
        label={t("console_incidents.plate")}
        value={person.plate}
        change={(plate) => set({ plate })}
        max={16}
      />
    </Dialog>
  );
}

export function soughtWords({ name, id_number, phone, plate }: Sought): string {
  return [name, id_number, phone, plate].filter(Boolean).join(" · ");
}

interface Page {
  items: Incident[];
  next: string | null;
}

/** Each page is a search of its own, entered in the audit chain: only asked for when wanted. */
export function usePersonSearch(sought: Sought | null, filters: Filters): Pages<Incident> {
  const [told, setTold] = useState<Page | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isAsking, setAsking] = useState(false);
  const [turn, setTurn] = useState(0);
  const path = askedFor(filters, "/api/v1/incidents/search");
  const find = (cursor: string | null, before: Incident[]) => {
    const address = cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`;
    const given = Object.entries(sought ?? {}).filter(([, value]) => value !== "");
    setAsking(true);
    return ask<Page>(address, { method: "POST", body: Object.fromEntries(given) })
      .then(({ body }) => {
        heard();
        setError(null);
        return body && { ...body, items: [...before, ...body.items] };
      })
      .catch((failure: unknown) => {
        missed(failure);
        setError(failure);
        return null;
      })
      .finally(() => setAsking(false));
  };
  useEffect(() => {
    setTold(null);
    if (sought === null) return;
    let isOver = false;
    void find(null, []).then((page) => {
      if (!isOver && page) setTold(page);
    });
    return () => {
      isOver = true;
    };
  }, [sought, path, turn]);
  const more = () => {
    if (told === null || told.next === null || isAsking) return;
    void find(told.next, told.items).then((page) => {
      if (page) setTold(page);
    });
  };
  return {
    asked: { body: told, error, isAsking, again: () => setTurn((now) => now + 1) },
    items: told?.items ?? [],
    hasMore: told !== null && told.next !== null,
    isAsking,
    error: told === null ? null : error,
    more,
  };
}
