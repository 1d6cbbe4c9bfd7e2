/** Areas and boundaries: what is in force, and what is brought in to replace it. */
import "../styles/desk.css";
import "./room.css";
import { path } from "../../base/router.ts";
import { AreaView } from "./area.tsx";
import { Comparison } from "./comparison.tsx";
import { List } from "./list.tsx";
import { NewAreaView } from "./new_area.tsx";
import { NEW } from "./said.ts";

export function Room() {
  const [, area, brought] = path.value;
  if (area === undefined) return <List />;
  if (brought === undefined) return <AreaView key={area} code={area} />;
  if (area === NEW) return <NewAreaView key={brought} id={brought} />;
  return <Comparison key={brought} code={area} id={brought} />;
}
