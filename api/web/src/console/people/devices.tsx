/** Trackers, cameras and monitors, and the tokens they sign in with. */
import { useState } from "preact/hooks";
import { replace } from "../../base/router.ts";
import { Button } from "../../ui/controls.tsx";
import { useAsked } from "../asking.ts";
import { useOffice } from "../office.ts";
import { Show } from "../parts/asked.tsx";
import { Page, Split } from "../parts/page.tsx";
import { number, shortTime } from "../times.ts";
import { DeviceForm } from "./device_form.tsx";
import { DeviceSide, TokenState } from "./device_side.tsx";
import { kindWord } from "./device_words.ts";
import { Once, type Secret } from "./once.tsx";
import { squadsOf, squadWord } from "./squads.ts";
import { Ways } from "./ways.tsx";
import { DEVICES, type Device, type Person, USERS } from "./wire.ts";
import { t } from "./words.ts";

export function Devices({ chosen }: { chosen: string | null }) {
  useOffice();
  const asked = useAsked<{ items: Device[] }>(DEVICES);
  const users = useAsked<{ items: Person[] }>(USERS);
  const [isNew, setNew] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const people = users.body?.items ?? [];
  const devices = asked.body?.items ?? [];
  const squads = squadsOf(people.map(({ squad }) => squad));
  const one = devices.find(({ id }) => id === chosen) ?? null;
  const added = (device: Device) => {
    setNew(false);
    asked.again();
    replace("people", "devices", device.id);
  };
  return (
    <Page
      fill
      title={t("console_people.devices")}
      sub={asked.body && t("console_people.n_devices", { n: devices.length })}
      tools={
        <>
          <Ways at="devices" />
          <Button look="strong" onPress={() => setNew(true)}>
            {t("console_people.new_device")}
          </Button>
        </>
      }
    >
      <Split
        main={
          <Show
            asked={asked}
            isEmpty={({ items }) => items.length === 0}
            empty={<p>{t("console_people.no_devices")}</p>}
          >
            {({ items }) => <List devices={items} people={people} chosen={chosen} />}
          </Show>
        }
        side={
          one ? (
            <DeviceSide
              key={one.id}
              one={one}
              people={people}
              squads={squads}
              changed={asked.again}
              show={setSecret}
            />
          ) : (
            <p class="quiet">{t("console_people.choose_device")}</p>
          )
        }
      />
      {isNew && (
        <DeviceForm squads={squads} people={people} close={() => setNew(false)} saved={added} />
      )}
      {secret && <Once secret={secret} close={() => setSecret(null)} />}
    </Page>
  );
}

interface ListProps {
  devices: readonly Device[];
  people: readonly Person[];
  chosen: string | null;
}

function List({ devices, people, chosen }: ListProps) {
  return (
    <div class="table-frame">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t("console_people.device")}</th>
            <th scope="col">{t("console_people.kind")}</th>
            <th scope="col">{t("console_people.squad")}</th>
            <th scope="col">{t("console_people.carried_by")}</th>
            <th scope="col">{t("console_people.heard_at")}</th>
            <th scope="col" class="number">
              {t("console_people.fixes")}
            </th>
            <th scope="col">{t("console_people.token")}</th>
          </tr>
        </thead>
        <tbody>
          {devices.map((one) => (
            <tr key={one.id} aria-selected={one.id === chosen}>
              <td>
                <button
                  type="button"
                  class="cell-link"
                  aria-pressed={one.id === chosen}
                  onClick={() => replace("people", "devices", one.id)}
                >
                  {one.name}
                </button>
              </td>
              <td class="people-word">{kindWord(one.kind)}</td>
              <td class="people-word">{squadWord(one.squad)}</td>
              <td>{people.find(({ id }) => id === one.officer_id)?.name ?? "—"}</td>
              <td>{shortTime(one.reported?.heard_at ?? null)}</td>
              <td class="number">{one.reported ? number(one.reported.kept) : "—"}</td>
              <td>
                <TokenState one={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
