/** Briefings: what is to be made, what was made, and maps one by one. */
import "./room.css";
import { path } from "../../base/router.ts";
import { Page, Split } from "../parts/page.tsx";
import { History } from "./history.tsx";
import { Maps } from "./maps.tsx";
import { One } from "./one.tsx";
import { OrderForm } from "./order_form.tsx";
import { Ways } from "./ways.tsx";
import { t } from "./words.ts";

export function Room() {
  const [, way, id] = path.value;
  if (way === "maps") return <Maps />;
  if (way === "one" && id) return <One key={id} id={id} />;
  return (
    <Page
      fill
      title={t("console_briefings.title")}
      sub={t("console_briefings.sub")}
      tools={<Ways at="briefings" />}
    >
      <Split main={<History />} side={<OrderForm />} />
    </Page>
  );
}
