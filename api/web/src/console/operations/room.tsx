/** Campaigns and joint operations, cases handed on, and what the cameras are worth. */
import "../styles/desk.css";
import "./operations.css";
import { path, replace } from "../../base/router.ts";
import { Choice } from "../../ui/controls.tsx";
import { useOffice } from "../office.ts";
import { Page } from "../parts/page.tsx";
import { Alerts } from "./cameras/alerts.tsx";
import { Cameras } from "./cameras/cameras.tsx";
import { Precision } from "./cameras/precision.tsx";
import { Reviews } from "./cameras/reviews.tsx";
import { Operations } from "./operations.tsx";
import { Transfers } from "./transfers.tsx";
import { t } from "./words.ts";

const TABS = ["list", "transfers", "cameras", "alerts", "precision", "reviews"] as const;
type Tab = (typeof TABS)[number];

export function Room() {
  useOffice();
  const [, asked] = path.value;
  const tab = TABS.find((one) => one === asked) ?? "list";
  return (
    <Page
      title={t("console_operations.title")}
      fill
      tools={
        <Choice<Tab>
          label={t("console_operations.parts")}
          hideLabel
          look="segments"
          value={tab}
          choose={(next) => replace("operations", next)}
          options={[
            { value: "list", label: t("console_operations.tab_list") },
            { value: "transfers", label: t("console_operations.tab_transfers") },
            { value: "cameras", label: t("console_operations.tab_cameras") },
            { value: "alerts", label: t("console_operations.tab_alerts") },
            { value: "precision", label: t("console_operations.tab_precision") },
            { value: "reviews", label: t("console_operations.tab_reviews") },
          ]}
        />
      }
    >
      {tab === "list" && <Operations />}
      {tab === "transfers" && <Transfers />}
      {tab === "cameras" && <Cameras />}
      {tab === "alerts" && <Alerts />}
      {tab === "precision" && <Precision />}
      {tab === "reviews" && <Reviews />}
    </Page>
  );
}
