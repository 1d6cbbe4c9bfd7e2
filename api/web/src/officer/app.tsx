/** Which screen is shown: first who is at the phone, then where they went. */
import { effect } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { path, scanned } from "./router.ts";
import { CheckPointsScreen } from "./screens/check_points.tsx";
import { ChoosePerson } from "./screens/choose_person.tsx";
import { CrewScreen } from "./screens/crew.tsx";
import { HandoverScreen } from "./screens/handover.tsx";
import { HomeScreen } from "./screens/home.tsx";
import { IncidentScreen } from "./screens/incident.tsx";
import { LogInScreen } from "./screens/log_in.tsx";
import { MapScreen } from "./screens/map.tsx";
import { FirstPinScreen, UnlockScreen } from "./screens/pin.tsx";
import { QueueScreen } from "./screens/queue.tsx";
import { RouteScreen } from "./screens/route.tsx";
import { SeizedScreen } from "./screens/seized.tsx";
import { SettingsScreen } from "./screens/settings.tsx";
import { SosScreen } from "./screens/sos.tsx";
import { StartScreen } from "./screens/start.tsx";
import { AlertsScreen, TasksScreen } from "./screens/tasks.tsx";
import { giveSigns } from "./state/alive.ts";
import * as duty from "./state/duty.ts";
import { inside, onParting, phase, session } from "./state/entry.ts";
import { forgetMaps } from "./state/map.ts";
import { watchNotices } from "./state/notices.ts";
import * as patrol from "./state/patrol.ts";
import { fetchToken, leaveSos, openSos } from "./state/sos.ts";
import { Loading } from "./ui/states.tsx";
import { Toast } from "./ui/toast.tsx";

const SCREENS: Record<string, ComponentType> = {
  alerts: AlertsScreen,
  checks: CheckPointsScreen,
  crew: CrewScreen,
  handover: HandoverScreen,
  incident: IncidentScreen,
  map: MapScreen,
  queue: QueueScreen,
  route: RouteScreen,
  seized: SeizedScreen,
  settings: SettingsScreen,
  sos: SosScreen,
  start: StartScreen,
  tasks: TasksScreen,
};

export function App() {
  return (
    <>
      <CurrentScreen />
      <Toast />
    </>
  );
}

function CurrentScreen() {
  const now = phase.value;
  switch (now.name) {
    case "starting":
      return <Loading />;
    case "choosing":
      return <ChoosePerson />;
    case "logging_in":
      return <LogInScreen login={now.login} />;
    case "unlocking":
      return <UnlockScreen officer={now.officer} />;
    case "first_pin":
      return <FirstPinScreen officer={now.officer} />;
    case "inside":
      return inside.value ? <Inside key={inside.value.vault.id} /> : <Loading />;
  }
}

const REFRESH_MS = 60_000;

function Inside() {
  useEffect(() => {
    const keepTrack = onParting(patrol.leave);
    void duty.open().then(patrol.resumeTrack);
    void openSos();
    const endTokens = effect(() => {
      if (session.value) void fetchToken();
    });
    const unwatch = watchNotices();
    const endSigns = giveSigns();
    const onSight = () => {
      if (document.visibilityState === "visible") void duty.refresh();
    };
    const timer = setInterval(onSight, REFRESH_MS);
    document.addEventListener("visibilitychange", onSight);
    addEventListener("online", onSight);
    return () => {
      unwatch();
      endSigns();
      endTokens();
      leaveSos();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onSight);
      removeEventListener("online", onSight);
      keepTrack();
      void patrol.leave().catch(() => {});
      duty.forget();
      forgetMaps();
    };
  }, []);
  if (scanned.value) return <CheckPointsScreen />;
  const [name = ""] = path.value;
  if (name === "login") return <LogInScreen login={inside.value?.officer.login ?? ""} again />;
  const Found = SCREENS[name] ?? HomeScreen;
  return <Found key={path.value.join("/")} />;
}
