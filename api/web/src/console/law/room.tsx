/** The law table, to be read and asked by everybody; administrators change it in the room of tables. */
import "../styles/desk.css";
import "../tables/room.css";
import { path } from "../../base/router.ts";
import { LawTable } from "../tables/law_table.tsx";
import { TryLaw } from "../tables/try_law.tsx";
import { Ways } from "../tables/ways.tsx";

const THESE = { room: "law", of: ["law", "try"] } as const;

export function Room() {
  const [, part] = path.value;
  if (part === "try") return <TryLaw ways={<Ways at="try" {...THESE} />} />;
  return <LawTable ways={<Ways at="law" {...THESE} />} />;
}
