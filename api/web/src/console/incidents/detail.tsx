/** One incident: what is recorded, what was seen, what the law says, and how it came to be so. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { useAsked } from "../asking.ts";
import { PlaceMap } from "../map/place_map.tsx";
import { Show } from "../parts/asked.tsx";
import { Page, Part, Split } from "../parts/page.tsx";
import { type EvidenceTold, evidencePath } from "../records/evidence.ts";
import { readsInFull } from "../records/hidden.tsx";
import {
  type Area,
  areaWord,
  type Catalogue,
  termWord,
  useAreas,
  useCatalogue,
  useNames,
} from "../records/names.ts";
import { listAddress } from "../records/narrowed.ts";
import { Photos } from "../records/photos.tsx";
import { may } from "../session.ts";
import { fullTime } from "../times.ts";
import { CameraNote } from "./camera_note.tsx";
import { Facts } from "./facts.tsx";
import { LawPart } from "./law.tsx";
import { Linked } from "./linked.tsx";
import { PaperButton } from "./paper_button.tsx";
import { Persons, Repeats } from "./persons.tsx";
import { Status } from "./table.tsx";
import { flagWord } from "./terms.ts";
import { Timeline } from "./timeline.tsx";
import { VoidDialog } from "./voiding.tsx";
import type { Decision, Incident } from "./wire.ts";
import { t } from "./words.ts";

export function Detail({ id }: { id: string }) {
  const asked = useAsked<Incident>(`/api/v1/incidents/${encodeURIComponent(id)}`);
  const [isVoiding, setVoiding] = useState(false);
  const [turn, setTurn] = useState(0);
  const areas = useAreas();
  const catalogue = useCatalogue();
  const of = asked.body;
  const again = () => {
    asked.again();
    setTurn(turn + 1);
  };
  return (
    <Page
      title={of ? termWord(catalogue.categories, of.category) : t("console_incidents.one")}
      sub={of ? subOf(of, areas) : undefined}
      fill
      tools={
        <>
          <a class="button" href={listAddress("incidents")}>
            {t("console_incidents.to_list")}
          </a>
          <PaperButton id={id} />
          {of && may("incidents.void") && (
            <Button look={of.void ? "" : "danger"} onPress={() => setVoiding(true)}>
              {of.void ? t("console_incidents.count_again") : t("console_incidents.void")}
            </Button>
          )}
        </>
      }
    >
      <Show asked={asked}>{(body) => <Whole {...{ of: body, areas, catalogue, turn }} />}</Show>
      {of && isVoiding && (
        <VoidDialog id={id} isVoid={of.void} done={again} close={() => setVoiding(false)} />
      )}
    </Page>
  );
}

function subOf(of: Incident, areas: readonly Area[]) {
  const where = of.area ? areaWord(areas, of.area) : t("console_incidents.no_area");
  return (
    <>
      {fullTime(of.occurred_at)} · {where} <Status of={of} />
    </>
  );
}

interface WholeProps {
  of: Incident;
  areas: readonly Area[];
  catalogue: Catalogue;
  /** Counts up when something was written here. */
  turn: number;
}

function Whole({ of, areas, catalogue, turn }: WholeProps) {
  const nameOf = useNames();
  const evidence = useAsked<{ items: EvidenceTold[] }>(evidencePath(`incident/${of.id}`));
  const decided = useAsked<{ items: Decision[] }>(`/api/v1/incidents/${of.id}/law-decisions`);
  const files = evidence.body?.items ?? [];
  const decisions = decided.body?.items ?? [];
  return (
    <Split
      main={
        <div class="record">
          {of.void && (
            <p class="note" data-tone="bad">
              {t("console_incidents.is_void", {
                reason: readsInFull() ? of.void_reason : t("console_incidents.hidden"),
              })}
            </p>
          )}
          {of.flags.length > 0 && <p class="note">{of.flags.map(flagWord).join("；")}</p>}
          <Facts {...{ of, areas, catalogue }} />
          <Part title={t("console_incidents.persons_part")}>
            <Persons of={of} />
            {may("persons.read") && of.persons.length > 0 && (
              <Repeats id={of.id} {...{ areas, catalogue }} />
            )}
          </Part>
          <Part title={t("console_incidents.photos")}>
            <Show asked={evidence}>
              {({ items }) =>
                items.length === 0 ? (
                  <p class="quiet">{t("console_incidents.no_photos")}</p>
                ) : (
                  <Photos files={items} />
                )
              }
            </Show>
          </Part>
          <Part title={t("console_incidents.timeline")}>
            <Timeline key={turn} {...{ of, catalogue, files, decisions, nameOf }} />
          </Part>
        </div>
      }
      side={
        <>
          {of.area && (
            <PlaceMap
              area={of.area}
              label={t("console_incidents.map_of", { area: areaWord(areas, of.area) })}
              spots={[{ id: of.id, ...of.point }]}
              marked={of.id}
            />
          )}
          <LawPart id={of.id} decisions={decisions} nameOf={nameOf} />
          <Linked of={of} />
          <CameraNote of={of} />
        </>
      }
    />
  );
}
