/** Which screen is shown: first who is at the phone, then where they went. */
import { effect } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { path, scanned } from "../base/router.ts";
import { Loading } from "../ui/states.tsx";
import { Toast } from "../ui/toast.tsx";
import { ChoosePerson } from "./screens/choose_person.tsx";
import { CrewScreen } from "./screens/crew.tsx";
import { HomeScreen } from "./screens/home.tsx";
import { IncidentScreen } from "./screens/incident.tsx";
import { LogInScreen } from "./screens/log_in.tsx";
import { MapScreen } from "./screens/map.tsx";
import { FirstPinScreen, UnlockScreen } from "./screens/pin.tsx";
import { QueueScreen } from "./screens/queue.tsx";
import { SosScreen } from "./screens/sos.tsx";
import { StartScreen } from "./screens/start.tsx";
import { giveSigns } from "./state/alive.ts";
import { forgetCases, openCases, wantCases } from "./state/cases.ts";
import { wantCatalogue } from "./state/catalogue.ts";
import { forgetDue, openDue, wantDue } from "./state/due.ts";
import * as duty from "./state/duty.ts";
import { inside, onParting, phase, session } from "./state/entry.ts";
import { forgetLaw, openLaw, refreshLaw } from "./state/law.ts";
import { forgetMaps } from "./state/map.ts";
import { forgetCells, openCells, wantCells } from "./state/my_cells.ts";
import { watchNotices } from "./state/notices.ts";
import { forgetOperations, openOperations, wantOperations } from "./state/operation.ts";
import * as patrol from "./state/patrol.ts";
import { watchReach } from "./state/reach.ts";
import { forgetRoster, openRoster, wantRoster } from "./state/roster.ts";
import { fetchToken, leaveSos, openSos } from "./state/sos.ts";
import { later } from "./ui/later.tsx";

const CellsScreen = later(async () => (await import("./screens/cells.tsx")).CellsScreen);
const CheckPointsScreen = later(
  async () => (await import("./screens/check_points.tsx")).CheckPointsScreen,
);
const CaseScreen = later(async () => (await import("./screens/case.tsx")).CaseScreen);
const CasesScreen = later(async () => (await import("./screens/cases.tsx")).CasesScreen);
const DueScreen = later(async () => (await import("./screens/due.tsx")).DueScreen);
const HandoverScreen = later(async () => (await import("./screens/handover.tsx")).HandoverScreen);
const IncidentsScreen = later(
  async () => (await import("./screens/incidents.tsx")).IncidentsScreen,
);
const OperationScreen = later(
  async () => (await import("./screens/operation.tsx")).OperationScreen,
);
const ReviewScreen = later(async () => (await import("./screens/review.tsx")).ReviewScreen);
const RosterScreen = later(async () => (await import("./screens/roster.tsx")).RosterScreen);
const RouteScreen = later(async () => (await import("./screens/route.tsx")).RouteScreen);
const SeizedScreen = later(async () => (await import("./screens/seized.tsx")).SeizedScreen);
const SeizingScreen = later(async () => (await import("./screens/seizing.tsx")).SeizingScreen);
const SeizureScreen = later(async () => (await import("./screens/seizure.tsx")).SeizureScreen);
const SettingsScreen = later(async () => (await import("./screens/settings.tsx")).SettingsScreen);
const TasksScreen = later(async () => (await import("./screens/tasks.tsx")).TasksScreen);
const AlertsScreen = later(async () => (await import("./screens/tasks.tsx")).AlertsScreen);

const SCREENS: Record<string, ComponentType> = {
  alerts: AlertsScreen,
  case: CaseScreen,
  cases: CasesScreen,
  cells: CellsScreen,
  checks: CheckPointsScreen,
  crew: CrewScreen,
  due: DueScreen,
  handover: HandoverScreen,
  incident: IncidentScreen,
  incidents: IncidentsScreen,
  map: MapScreen,
  operation: OperationScreen,
  queue: QueueScreen,
  review: ReviewScreen,
  roster: RosterScreen,
  route: RouteScreen,
  seized: SeizedScreen,
  seizing: SeizingScreen,
  seizure: SeizureScreen,
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
    void openLaw();
    void openDue();
    void openCases();
    void openCells();
    void openOperations();
    void openRoster();
    void openSos();
    void wantCatalogue();
    const endTokens = effect(() => {
      if (session.value) void fetchToken();
    });
    const endReach = watchReach();
    const unwatch = watchNotices();
    const endSigns = giveSigns();
    const onSight = () => {
      if (document.visibilityState !== "visible") return;
      void duty.refresh();
      void wantDue();
      void wantCases();
      void wantCells();
      void wantOperations();
      void wantRoster();
      void refreshLaw();
    };
    const timer = setInterval(onSight, REFRESH_MS);
    document.addEventListener("visibilitychange", onSight);
    addEventListener("online", onSight);
    return () => {
      endReach();
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
      forgetDue();
      forgetCases();
      forgetCells();
      forgetOperations();
      forgetRoster();
      forgetMaps();
      forgetLaw();
    };
  }, []);
  if (scanned.value) return <CheckPointsScreen />;
  const [name = ""] = path.value;
  if (name === "login") return <LogInScreen login={inside.value?.officer.login ?? ""} again />;
  const Found = SCREENS[name] ?? HomeScreen;
  return <Found key={path.value.join("/")} />;
}
