/** A month that is open: once the server told of it. */
import { useEffect } from "preact/hooks";
import { path } from "../../base/router.ts";
import { Failed, Loading } from "../../ui/states.tsx";
import { useAsked } from "../asking.ts";
import { news } from "../feed.ts";
import { Page } from "../parts/page.tsx";
import { may } from "../session.ts";
import { AttendancePage } from "./attendance/attendance.tsx";
import { type Desk, deskOf } from "./desk.ts";
import { OpenMonth } from "./open_month.tsx";
import type { Frame } from "./wire.ts";
import { t } from "./words.ts";
import { resume } from "./works.ts";

const LOOKED_EVERY_MS = 20_000;

export function Month({ id }: { id: string }) {
  const [, , mode] = path.value;
  const desk = deskOf(id);
  const frame = useAsked<Frame>(`/api/v1/rosters/${id}/frame`);
  useLooked(desk);
  const squad = desk.kept.value?.roster.squad;
  useEffect(() => {
    if (squad !== undefined && may("duty.plan")) resume(id, squad).catch(() => undefined);
  }, [id, squad]);
  const kept = desk.kept.value;
  const error = desk.error.value ?? frame.error;
  if (kept !== null && frame.body !== null && mode === "attendance")
    return <AttendancePage roster={kept.roster} frame={frame.body} />;
  if (kept !== null && frame.body !== null)
    return <OpenMonth desk={desk} kept={kept} frame={frame.body} reframe={frame.again} />;
  return (
    <Page title={t("console_rosters.title")}>
      {error ? (
        <Failed
          error={error}
          again={() => {
            void desk.look();
            frame.again();
          }}
        />
      ) : (
        <Loading />
      )}
      <p>
        <a href="#/rosters">{t("console_rosters.to_list")}</a>
      </p>
    </Page>
  );
}

/** Look for what others made of it: with each piece of news, and every now and then. */
function useLooked(desk: Desk): void {
  const heardOf = news.value;
  useEffect(() => {
    void desk.look();
    const timer = setInterval(() => void desk.look(), LOOKED_EVERY_MS);
    return () => clearInterval(timer);
  }, [desk, heardOf]);
}
