/** My roster, and what I ask of it: which of its screens the address names. */
import "../styles/roster.css";
import { useEffect } from "preact/hooks";
import { path } from "../../base/router.ts";
import { Failed, Loading } from "../../ui/states.tsx";
import { AsksScreen } from "../roster/asks_screen.tsx";
import { isDay } from "../roster/days.ts";
import { LeaveForm } from "../roster/leave_form.tsx";
import { MonthScreen } from "../roster/month_screen.tsx";
import { SwapForm } from "../roster/swap_form.tsx";
import { useAsked } from "../roster/use_asked.ts";
import { WishForm } from "../roster/wish_form.tsx";
import { dayOf, now } from "../state/clock.ts";
import { status } from "../state/entry.ts";
import { refreshRoster, rosterFailure, rosterTold } from "../state/roster.ts";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";

export function RosterScreen() {
  // What was sent just now is in it.
  useEffect(() => void refreshRoster(), [status.value?.lastSentAt]);
  const told = rosterTold.value;
  const asked = useAsked(told);
  const [, part = "", day = ""] = path.value;
  const today = dayOf(now.value);
  const on = isDay(day) ? day : today;
  // Leave is asked for whether or not anything of a roster is known.
  if (part === "leave") return <LeaveForm told={told} day={on} today={today} />;
  if (told === null || asked === null) {
    return (
      <Screen title={t("officer.roster.title")}>
        {told === null && rosterFailure.value !== null ? (
          <>
            <Failed error={rosterFailure.value} again={() => void refreshRoster()} />
            <a class="button wide" href="#/roster/leave">
              {t("officer.roster.ask_leave")}
            </a>
          </>
        ) : (
          <Loading />
        )}
      </Screen>
    );
  }
  switch (part) {
    case "asks":
      return <AsksScreen asked={asked} today={today} />;
    case "wish":
      return <WishForm told={told} day={on} today={today} />;
    case "swap":
      return <SwapForm told={told} asked={asked} day={on} />;
    default:
      return <MonthScreen told={told} asked={asked} today={today} />;
  }
}
