import { Loading } from "../../ui/states.tsx";

export function Room() {
  return <Loading />;
}
