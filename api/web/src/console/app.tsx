/** Who is here, and which room is open. */
import { useEffect, useState } from "preact/hooks";
import { path, replace } from "../base/router.ts";
import { Failed, Loading } from "../ui/states.tsx";
import { Toast } from "../ui/toast.tsx";
import { startFeed } from "./feed.ts";
import { Fetched } from "./fetched.tsx";
import { Frame } from "./frame.tsx";
import { Page } from "./parts/page.tsx";
import { isMine, myRooms, ROOMS } from "./rooms.ts";
import { enter, hasEnded, may, session } from "./session.ts";
import { SignedOut } from "./signed_out.tsx";
import { Tour } from "./tour/tour.tsx";
import { t } from "./words.ts";

export function App() {
  const [error, setError] = useState<unknown>(null);
  const come = () => {
    setError(null);
    enter().catch(setError);
  };
  useEffect(come, []);
  const isIn = session.value !== null;
  useEffect(() => {
    if (isIn && may("records.read")) startFeed();
  }, [isIn]);
  if (error) return <Failed error={error} again={come} />;
  if (session.value === null) return <Loading />;
  return (
    <>
      <Frame>
        <Open />
      </Frame>
      {hasEnded.value ? (
        <SignedOut />
      ) : (
        <>
          <Tour />
          <Toast />
        </>
      )}
    </>
  );
}

function Open() {
  const [name = ""] = path.value;
  const [first] = myRooms();
  useEffect(() => {
    // Somebody may have chosen a room since, which the page is not told of yet.
    if (name === "" && first && !/^#\/./.test(location.hash)) replace(first.name);
  }, [name, first]);
  const room = ROOMS.find((one) => one.name === name && isMine(one));
  if (room) return <Fetched key={room.name} room={room} />;
  if (name === "") return <Loading />;
  const isNotMine = ROOMS.some((one) => one.name === name);
  return (
    <Page title={isNotMine ? t("console.nothing_for_you") : t("console.no_room")}>
      {!isNotMine && <p class="quiet">{t("console.no_room_do")}</p>}
      {first && (
        <p>
          <a class="button strong" href={`#/${first.name}`}>
            {t("console.to_room", { room: t(first.word) })}
          </a>
        </p>
      )}
    </Page>
  );
}
