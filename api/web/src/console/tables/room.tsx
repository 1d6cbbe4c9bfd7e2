/** What the office's lists and its law table say, and how they are changed. */
import "../styles/desk.css";
import "./room.css";
import { path } from "../../base/router.ts";
import { Holidays } from "./holidays.tsx";
import { LawTable } from "./law_table.tsx";
import { OfficeFile } from "./office_file.tsx";
import { isGroup } from "./term_groups.ts";
import { Terms } from "./terms.tsx";
import { TryLaw } from "./try_law.tsx";
import { Ways } from "./ways.tsx";

export function Room() {
  const [, part, code] = path.value;
  if (part === "law") return <LawTable ways={<Ways at="law" />} />;
  if (part === "try") return <TryLaw ways={<Ways at="try" />} />;
  if (part === "holidays") return <Holidays />;
  if (part === "office") return <OfficeFile />;
  return <Terms group={isGroup(part) ? part : "categories"} chosen={code ?? null} />;
}
