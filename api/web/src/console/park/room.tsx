/** The park: its closed loop, who answers for what, its firms, and how its places compare. */
import "../styles/desk.css";
import "./park.css";
import { path, replace } from "../../base/router.ts";
import { Choice } from "../../ui/controls.tsx";
import { Empty } from "../../ui/states.tsx";
import { hasNone, useOffice } from "../office.ts";
import { Page } from "../parts/page.tsx";
import { Board } from "./cases/board.tsx";
import { Figures } from "./cases/figures.tsx";
import { Duties } from "./duties/duties.tsx";
import { Firms } from "./firms/firms.tsx";
import { Ranking } from "./ranking/ranking.tsx";
import { t } from "./words.ts";

const TABS = ["board", "figures", "duties", "firms", "ranking"] as const;
type Tab = (typeof TABS)[number];

export function Room() {
  useOffice();
  const [, asked] = path.value;
  const isNowhere = hasNone("park");
  const tab = TABS.find((one) => one === asked) ?? "board";
  return (
    <Page
      title={t("console_park.title")}
      fill
      tools={
        <Choice<Tab>
          label={t("console_park.parts")}
          hideLabel
          look="segments"
          value={tab}
          choose={(next) => replace("park", next)}
          options={[
            { value: "board", label: t("console_park.tab_board") },
            { value: "figures", label: t("console_park.tab_figures") },
            { value: "duties", label: t("console_park.tab_duties") },
            { value: "firms", label: t("console_park.tab_firms") },
            { value: "ranking", label: t("console_park.tab_ranking") },
          ]}
        />
      }
    >
      {tab === "board" && <Board />}
      {tab === "figures" && <Figures />}
      {tab === "duties" && (isNowhere ? <Nowhere /> : <Duties />)}
      {tab === "firms" && <Firms />}
      {tab === "ranking" && (isNowhere ? <Nowhere /> : <Ranking />)}
    </Page>
  );
}

function Nowhere() {
  return <Empty>{t("console_park.no_park")}</Empty>;
}
