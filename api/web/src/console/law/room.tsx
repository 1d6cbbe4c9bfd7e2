/** The law table, to be read and asked by everybody; administrators change it in the room of tables. */
import "../styles/desk.css";
import "../tables/room.css";
import { path } from "../../base/router.ts";
import { LawTable } from "../tables/law_table.tsx";
import { TryLaw } from "../tables/try_law.tsx";
import { LawWays } from "../tables/ways.tsx";

export function Room() {
  const [, part] = path.value;
  if (part === "try") return <TryLaw ways={<LawWays at="try" />} />;
  return <LawTable ways={<LawWays at="law" />} />;
}
