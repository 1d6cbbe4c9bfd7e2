/** Another crew in the middle of a patrol. */
import { useState } from "preact/hooks";
import { replace } from "../../base/router.ts";
import { Button } from "../../ui/controls.tsx";
import { Empty } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import * as patrol from "../state/patrol.ts";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";
import { CrewChoice } from "./crew_choice.tsx";

export function CrewScreen() {
  const running = patrol.running.value;
  const [crew, setCrew] = useState(running?.crew ?? []);
  const [busy, setBusy] = useState(false);
  if (!running && !busy) {
    return (
      <Screen title={t("officer.change_crew")}>
        <Empty>{t("officer.no_patrol_yet")}</Empty>
      </Screen>
    );
  }
  const change = async () => {
    if (!running || busy) return;
    setBusy(true);
    try {
      await patrol.changeCrew({ area: running.area, mode: running.mode, crew });
      toast(t("officer.kept_here"));
      replace();
    } catch {
      toast(t("officer.not_kept"));
      setBusy(false);
    }
  };
  return (
    <Screen
      title={t("officer.change_crew")}
      pinned={
        <Button
          look="main"
          large
          disabled={busy || crew.length === 0}
          onPress={() => void change()}
        >
          {t("officer.go_on_with", { n: crew.length })}
        </Button>
      }
    >
      <CrewChoice chosen={crew} choose={setCrew} />
      <p class="quiet small">{t("officer.crew_change_why")}</p>
    </Screen>
  );
}
