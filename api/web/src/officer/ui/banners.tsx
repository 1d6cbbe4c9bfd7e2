/** What must be known wherever one is: an alarm, a session that ended, a clock, storage, an update. */

import { go, path } from "../../base/router.ts";
import { NOTE_KEY } from "../../capture/index.ts";
import { alarmWords } from "../state/alarm_words.ts";
import { clock, offsetWords } from "../state/clock.ts";
import { inside, session, status } from "../state/entry.ts";
import { alarms, dueDigest, rosterNews } from "../state/notices.ts";
import { newsWords } from "../state/roster_news.ts";
import { reload, updateReady } from "../update.ts";
import { t } from "../words.ts";

export function Banners() {
  const running = alarms.value.find(({ seen }) => !seen) ?? alarms.value[0];
  return (
    <>
      {inside.value && running && path.value[0] !== "sos" && (
        <Banner bad does={t("officer.look")} act={() => go("sos")}>
          {alarmWords(running)}
        </Banner>
      )}
      {inside.value && <OfQueue />}
      {inside.value && path.value[0] !== "due" && <OfDue />}
      {inside.value && path.value[0] !== "roster" && <OfRoster />}
      {updateReady.value && (
        <Banner does={t("officer.reload")} act={reload}>
          {t("officer.banner_update")}
        </Banner>
      )}
    </>
  );
}

function OfDue() {
  const told = dueDigest.value;
  if (told === null) return null;
  const { overdue, due_soon } = told.parts;
  const [nOverdue, nSoon] = [Number(overdue), Number(due_soon)];
  const words = [
    nOverdue > 0 && t("officer.due.n_overdue", { n: nOverdue }),
    nSoon > 0 && t("officer.due.n_soon", { n: nSoon }),
  ];
  return (
    <Banner bad={nOverdue > 0} does={t("officer.look")} act={() => go("due")}>
      {t("officer.due.banner", { words: words.filter(Boolean).join(" · ") })}
    </Banner>
  );
}

function OfRoster() {
  const [first, ...others] = rosterNews.value;
  if (!first) return null;
  const open = () => (first.kind === "roster" ? go("roster") : go("roster", "asks"));
  return (
    <Banner does={t("officer.look")} act={open}>
      {newsWords(first, others.length)}
    </Banner>
  );
}

function OfQueue() {
  const now = status.value;
  if (!now) return null;
  if (now.state === "storage_low") {
    return (
      <Banner bad does={t("officer.look")} act={() => go("queue")}>
        {t("officer.banner_storage")}
      </Banner>
    );
  }
  if (now.state === "signed_out" || now.state === "other_officer") {
    const words =
      now.state === "signed_out" ? t("officer.banner_signed_out") : t("officer.banner_other");
    return (
      <Banner does={t("officer.log_in")} act={() => go("login")}>
        {words}
      </Banner>
    );
  }
  // Reading the status makes this follow the offset, which the clock was told of.
  if (clock.isWrong()) {
    return (
      <Banner does={t("officer.look")} act={() => go("settings")}>
        {t(NOTE_KEY.clockWrong, { offset: offsetWords(clock.offset().ms) })}
      </Banner>
    );
  }
  return session.value?.password_change_due ? (
    <Banner bad does={t("officer.open")} act={() => location.assign("/account")}>
      {t("officer.banner_password")}
    </Banner>
  ) : null;
}

interface BannerProps {
  children: string;
  does: string;
  act: () => void;
  bad?: boolean;
}

function Banner({ children, does, act, bad }: BannerProps) {
  return (
    <button type="button" class="banner" data-tone={bad ? "bad" : "wait"} onClick={act}>
      <span>{children}</span>
      <b>{does}</b>
    </button>
  );
}
