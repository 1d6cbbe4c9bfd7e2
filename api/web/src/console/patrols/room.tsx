/** Patrols: who was out when, and what came of it; one with its tracks on the map. */
import { path } from "../../base/router.ts";
import "../styles/desk.css";
import "../incidents/room.css";
import "./room.css";
import { LIST, narrowed } from "../records/narrowed.ts";
import { Detail } from "./detail.tsx";
import { addressOf, filtersOf } from "./filters.ts";
import { List } from "./list.tsx";

export function Room() {
  const [, what = LIST, rest = ""] = path.value;
  if (what !== LIST) return <Detail key={what} id={what} />;
  return <List {...narrowed("patrols", rest, { filtersOf, addressOf })} />;
}
