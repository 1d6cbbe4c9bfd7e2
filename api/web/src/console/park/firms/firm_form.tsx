/** A firm's facts as they are written: where it is on the map, when it is left in peace. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../../base/ids.ts";
import { Button, Choice, Field } from "../../../ui/controls.tsx";
import { Loading, reasonOf } from "../../../ui/states.tsx";
import { isConflict } from "../../asking.ts";
import { faultAt } from "../../faults.ts";
import type { Kept } from "../../kept.ts";
import { PlaceMap } from "../../map/place_map.tsx";
import { areasOf, areaWord } from "../../office.ts";
import { Part, Split } from "../../parts/page.tsx";
import { Select } from "../../parts/select.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { ContactFields } from "./contact_fields.tsx";
import { changeFirm, type FirmDraft, makeFirm, NEW_FIRM, readFirm } from "./firm_edits.ts";
import { t } from "./firm_words.ts";
import { QuietFields } from "./quiet_fields.tsx";
import { type Firm, TIERS } from "./wire.ts";

const HERE = "here";
const NO_TIER = "-";

interface FormProps {
  /** As it was read; null makes a new one. */
  of: Kept<Firm> | null;
  close: () => void;
  /** After it was written, and after that was undone. */
  changed: (id: string) => void;
}

export function FirmForm({ of, close, changed }: FormProps) {
  const [id] = useState(() => of?.body.id ?? uuid7());
  const [draft, setDraft] = useState<FirmDraft>(of?.body ?? NEW_FIRM);
  const areas = areasOf("park");
  const [asked, setArea] = useState(of?.body.area ?? null);
  // Areas may come after the form.
  const area = asked ?? areas[0]?.code ?? null;
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const change = (part: Partial<FirmDraft>) => setDraft({ ...draft, ...part });
  const isPlaced = draft.lon !== null || draft.place.trim() !== "";
  const save = async () => {
    setSaving(true);
    setError(null);
    try {
      await (of ? changeFirm(of, draft) : makeFirm(id, draft));
      toldWithUndo(t("console_firms.firm_saved", { firm: draft.name.trim() }), async () => {
        const back = of?.body ?? { voided: t("console_park.void_reason") };
        await changeFirm(await readFirm(id), back);
        changed(id);
      });
      changed(id);
      close();
    } catch (failure) {
      setError(failure);
      setSaving(false);
    }
  };
  return (
    <Split
      main={
        area === null ? (
          <Loading />
        ) : (
          <PlaceMap
            area={area}
            label={t("console_firms.place_map")}
            spots={draft.lon === null ? [] : [{ id: HERE, lon: draft.lon, lat: draft.lat ?? 0 }]}
            marked={HERE}
            press={({ lon, lat }) => change({ lon, lat })}
          />
        )
      }
      side={
        <Part title={t(of ? "console_firms.change_firm" : "console_firms.new_firm")}>
          <Field
            label={t("console_firms.name")}
            value={draft.name}
            max={200}
            fault={faultAt(error, "name")}
            change={(name) => change({ name })}
          />
          <Field
            label={t("console_firms.credit_code")}
            value={draft.credit_code}
            max={32}
            hint={t("console_firms.credit_code_hint")}
            fault={faultAt(error, "credit_code")}
            change={(credit_code) => change({ credit_code })}
          />
          <Choice<string>
            label={t("console_park.tier")}
            look="segments"
            value={draft.tier ?? NO_TIER}
            choose={(tier) => change({ tier: TIERS.find((one) => one === tier) ?? null })}
            options={[...TIERS, NO_TIER].map((value) => ({
              value,
              label: value === NO_TIER ? t("console_firms.no_tier") : value,
            }))}
          />
          {areas.length > 1 && (
            <Select
              label={t("console_park.area")}
              value={area ?? ""}
              choose={setArea}
              options={areas.map(({ code }) => ({ value: code, label: areaWord(code) }))}
            />
          )}
          <p class="firm-spot" aria-live="polite">
            {draft.lon === null
              ? t("console_firms.press_map")
              : t("console_firms.on_map", {
                  lon: draft.lon.toFixed(5),
                  lat: (draft.lat ?? 0).toFixed(5),
                })}
            {draft.lon !== null && (
              <Button look="plain" onPress={() => change({ lon: null, lat: null })}>
                {t("console_firms.no_spot")}
              </Button>
            )}
          </p>
          <Field
            label={t("console_firms.address")}
            value={draft.place}
            max={200}
            hint={t("console_firms.address_hint")}
            fault={faultAt(error, "place", "lon", "lat")}
            change={(place) => change({ place })}
          />
          <QuietFields
            lines={draft.quiet}
            fault={faultAt(error, "quiet")}
            change={(quiet) => change({ quiet })}
          />
          <ContactFields
            lines={draft.contacts}
            isExpired={of?.body.contacts_shown === "expired"}
            fault={faultAt(error, "contacts")}
            change={(contacts) => change({ contacts })}
          />
          <Field
            label={t("console_park.note_maybe")}
            value={draft.note}
            max={500}
            lines
            hint={t("console_park.no_names")}
            fault={faultAt(error, "note")}
            change={(note) => change({ note })}
          />
          {error !== null && (
            <p class="fault" role="alert">
              {isConflict(error) ? t("console_firms.firm_changed") : reasonOf(error)}
            </p>
          )}
          <div class="block-acts">
            <Button onPress={close}>{t("console_firms.cancel")}</Button>
            <Button
              look="strong"
              disabled={isSaving || draft.name.trim() === "" || !isPlaced}
              onPress={() => void save()}
            >
              {t("console_park.save")}
            </Button>
          </div>
        </Part>
      }
    />
  );
}
