/** Start a patrol: where, how, with whom. */
import { useState } from "preact/hooks";
import { replace } from "../../base/router.ts";
import { NOTE_KEY, WAKE_KEY } from "../../capture/index.ts";
import { Button, Choice } from "../../ui/controls.tsx";
import { Empty } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import * as duty from "../state/duty.ts";
import { here } from "../state/entry.ts";
import { together } from "../state/own_duty.ts";
import * as patrol from "../state/patrol.ts";
import type { Mode } from "../state/wire.ts";
import { Screen } from "../ui/screen.tsx";
import { nameOf, t } from "../words.ts";
import { CrewChoice } from "./crew_choice.tsx";
import { shiftOfMine } from "./home.tsx";
import { MODE_WORD } from "./mode_words.ts";

const MODES: readonly Mode[] = ["boat", "car", "foot"];

/** Nobody sails through a park. */
function usualMode(area: string | null): Mode {
  return duty.areaOf(area)?.kind === "park" ? "foot" : "boat";
}

export function StartScreen() {
  const on = duty.shift.value;
  const last = patrol.lastPlan.value;
  const areas = duty.areas.value;
  const me = here().officer.id;
  const [area, setArea] = useState(duty.posted.value ?? last?.area ?? areas[0]?.code ?? null);
  const [mode, setMode] = useState<Mode>(last?.mode ?? usualMode(area));
  const [crew, setCrew] = useState(last?.crew ?? [me, ...together.value]);
  const [busy, setBusy] = useState(false);
  if (!on || areas.length === 0) {
    return (
      <Screen title={t("officer.start_patrol")}>
        <Empty>{on ? t("officer.no_areas") : t("officer.no_shift")}</Empty>
      </Screen>
    );
  }
  const begin = async () => {
    if (!area || busy) return;
    setBusy(true);
    try {
      await patrol.start({ area, mode, crew });
      toast(t("officer.kept_here"));
      replace();
    } catch {
      toast(t("officer.not_kept"));
      setBusy(false);
    }
  };
  return (
    <Screen
      title={t("officer.start_patrol")}
      sub={shiftOfMine(on)}
      pinned={
        <Button
          look="main"
          large
          disabled={busy || !area || crew.length === 0}
          onPress={() => void begin()}
        >
          {t("officer.set_off", { n: crew.length })}
        </Button>
      }
    >
      <Choice
        label={t("officer.area")}
        look="tiles"
        value={area}
        choose={setArea}
        options={areas.map((one) => ({ value: one.code, label: nameOf(one) }))}
      />
      <Choice
        label={t("officer.mode")}
        value={mode}
        choose={setMode}
        options={MODES.map((value) => ({ value, label: t(MODE_WORD[value]) }))}
      />
      <CrewChoice chosen={crew} choose={setCrew} />
      <p class="quiet small">{t(NOTE_KEY.screenOnly)}</p>
      {!("wakeLock" in navigator) && <p class="note">{t(WAKE_KEY.unsupported)}</p>}
    </Screen>
  );
}
