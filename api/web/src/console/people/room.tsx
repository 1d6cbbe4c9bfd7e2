/** People and their accounts; devices and their tokens. */
import "./room.css";
import { path } from "../../base/router.ts";
import { Accounts } from "./accounts.tsx";
import { Devices } from "./devices.tsx";

export function Room() {
  const [, first, second] = path.value;
  if (first === "devices") return <Devices chosen={second ?? null} />;
  return <Accounts chosen={first ?? null} />;
}
