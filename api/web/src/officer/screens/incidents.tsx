/** What this phone logged in the shift; one that was a mistake is voided, with a way back. */
import { useState } from "preact/hooks";
import { go } from "../../base/router.ts";
import { Button, Chip, Field } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Empty } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { openCase } from "../cases/opening.ts";
import { voidItem } from "../incident/voiding.ts";
import { caseLines, hasCases } from "../state/cases.ts";
import { nowIso, shortTime } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { here } from "../state/entry.ts";
import { Screen } from "../ui/screen.tsx";
import { t, wordOf } from "../words.ts";

export function IncidentsScreen() {
  const [asked, setAsked] = useState<duty.Logged | null>(null);
  const logged = [...duty.own.value.incidents].sort((one, other) => other.at.localeCompare(one.at));
  return (
    <Screen title={t("officer.own_incidents")}>
      {logged.length === 0 ? (
        <Empty>{t("officer.own_incidents_none")}</Empty>
      ) : (
        <ul class="list">
          {logged.map((one) => (
            <li key={one.id}>
              <div class="item wraps">
                <span class="item-main">
                  <span class="item-title">{categoryWord(one.category)}</span>
                  <span class="quiet small">{shortTime(one.at)}</span>
                  {one.isVoid && <span class="fault">{t("officer.void_is")}</span>}
                </span>
                {one.source === "camera" && !one.isVoid && (
                  <a class="button" href={`#/review/${one.id}`}>
                    {t("officer.review.open")}
                  </a>
                )}
                <CaseButton one={one} />
                <Button onPress={() => setAsked(one)}>
                  {one.isVoid ? t("officer.void_back") : t("officer.void_it")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p class="quiet small">{t("officer.void_why")}</p>
      {asked && <WordOn one={asked} close={() => setAsked(null)} />}
    </Screen>
  );
}

/** Make it a case, or look at the one that it is. */
function CaseButton({ one }: { one: duty.Logged }) {
  const [busy, setBusy] = useState(false);
  const known = caseLines.value?.find((line) => line.incident_id === one.id);
  const made = one.caseId ?? known?.id;
  if (made) {
    return (
      <a class="button" href={`#/case/${made}`}>
        {t("officer.case.title")}
      </a>
    );
  }
  if (!hasCases.value || one.isVoid) return null;
  const make = async () => {
    setBusy(true);
    try {
      const { id, at, category } = one;
      const { lon = null, lat = null } = one.place ?? {};
      const opened = await openCase({ incidentId: id, category, at, lon, lat });
      toast(t("officer.kept_here"));
      go("case", opened);
    } catch {
      toast(t("officer.not_kept"));
      setBusy(false);
    }
  };
  return (
    <Button look="strong" disabled={busy} onPress={() => void make()}>
      {t("officer.case.make")}
    </Button>
  );
}

function WordOn({ one, close }: { one: duty.Logged; close: () => void }) {
  const [chosen, setChosen] = useState("");
  const [written, setWritten] = useState("");
  const [busy, setBusy] = useState(false);
  const isVoid = !one.isVoid;
  const usual = isVoid
    ? [t("officer.void_twice"), t("officer.void_wrong"), t("officer.void_trial")]
    : [t("officer.void_right")];
  const reason = [chosen, written.trim()].filter(Boolean).join("：");
  const say = async () => {
    setBusy(true);
    try {
      const word = { incidentId: one.id, isVoid, reason, isSaid: one.isVoid !== undefined };
      const label = `${t("officer.kind_incident_void")} ${categoryWord(one.category)}`;
      const { outbox } = here();
      await outbox.add(await voidItem(word, label, nowIso()));
      toast(t("officer.kept_here"));
      close();
    } catch {
      toast(t("officer.not_kept"));
      setBusy(false);
      return;
    }
    const incidents = duty.own.value.incidents.map((each) =>
      each.id === one.id ? { ...each, isVoid } : each,
    );
    await duty.change({ incidents }).catch(() => {});
  };
  const action = isVoid ? t("officer.void_it") : t("officer.void_back");
  return (
    <Sheet title={`${action}：${categoryWord(one.category)} ${shortTime(one.at)}`} close={close}>
      <div class="chips" role="group" aria-label={t("officer.field_reason")}>
        {usual.map((word) => (
          <Chip
            key={word}
            label={word}
            on={chosen === word}
            toggle={() => setChosen(chosen === word ? "" : word)}
          />
        ))}
      </div>
      <Field label={t("officer.field_reason")} value={written} change={setWritten} max={500} />
      <Button look="strong" large wide disabled={busy || !reason} onPress={() => void say()}>
        {action}
      </Button>
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}

function categoryWord(code: string): string {
  const term = duty.told.value?.categories.find((one) => one.code === code);
  return term ? wordOf(term) : t("officer.incident");
}
