/** A room whose code comes when it is first opened. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/controls.tsx";
import { Loading } from "../ui/states.tsx";
import { Page } from "./parts/page.tsx";
import { checkReach, isAway } from "./reach.ts";
import type { Room } from "./rooms.ts";
import { t } from "./words.ts";

const found = new Map<string, ComponentType>();

export function Fetched({ room }: { room: Room }) {
  const [isMissing, setMissing] = useState(false);
  const [, setThere] = useState(found.has(room.name));
  const come = () => {
    setMissing(false);
    room.fetch().then(
      (code) => {
        found.set(room.name, code.Room);
        setThere(true);
      },
      () => {
        setMissing(true);
        void checkReach();
      },
    );
  };
  useEffect(() => {
    if (!found.has(room.name)) come();
  }, []);
  const away = isAway.value;
  useEffect(() => {
    if (!away && isMissing) come();
  }, [away]);
  const Found = found.get(room.name);
  if (Found) return <Found />;
  if (!isMissing) return <Loading />;
  return (
    <Page title={t(room.word)}>
      <div class="empty" role="alert">
        <p>{t(away ? "console.part_unreached" : "console.part_missing")}</p>
        {!away && <Button onPress={() => location.reload()}>{t("console.reload")}</Button>}
      </div>
    </Page>
  );
}
