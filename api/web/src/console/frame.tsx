/** What stands around every room: the list of rooms, who is here, and whether the server is. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { go, path } from "../base/router.ts";
import { chooseTheme, shown } from "../base/theme.ts";
import { counts } from "./counts.ts";
import { AlarmBar } from "./live/alarm_bar.tsx";
import { LineState } from "./live/line_state.tsx";
import { SoundSwitch } from "./live/sound_switch.tsx";
import { isAway, shownAt } from "./reach.ts";
import { myRooms, ROOMS } from "./rooms.ts";
import { useDue } from "./seizures/due_told.ts";
import { hasEnded, logOut, session } from "./session.ts";
import { timeOnly } from "./times.ts";
import { TourOffer } from "./tour/tour.tsx";
import { chooseLanguage, language, t } from "./words.ts";

export function Frame({ children }: { children: ComponentChildren }) {
  useEffect(() => {
    document.addEventListener("keydown", openByNumber);
    return () => document.removeEventListener("keydown", openByNumber);
  }, []);
  return (
    <div class="frame" data-covered={hasEnded.value}>
      <button type="button" class="to-content" onClick={toContent}>
        {t("console.to_content")}
      </button>
      <Rail />
      <main class="room" id="content" tabIndex={-1}>
        <AlarmBar />
        <TourOffer />
        {isAway.value && <Away />}
        {children}
      </main>
    </div>
  );
}

function openByNumber(event: KeyboardEvent): void {
  const digit = /^Digit([0-9])$/.exec(event.code)?.[1];
  if (!digit || !event.altKey || event.ctrlKey || event.metaKey || hasEnded.value) return;
  // As the keys lie: 0 comes after 9.
  const room = myRooms()[(Number(digit) + 9) % 10];
  if (!room) return;
  event.preventDefault();
  go(room.name);
}

function toContent(): void {
  // No link: the hash is the address of a room.
  document.getElementById("content")?.focus();
}

function Rail() {
  const [first = ""] = path.value;
  // A room that stands in no rail belongs to help, from where it is found.
  const open = ROOMS.find((one) => one.name === first)?.isAside ? "help" : first;
  useDue();
  return (
    <nav class="rail" aria-label={t("console.rooms")}>
      <strong class="rail-name">{t("console.app_name")}</strong>
      <ul>
        {myRooms().map(({ name, word }) => (
          <li key={name}>
            <a href={`#/${name}`} {...(name === open ? { "aria-current": "page" as const } : {})}>
              {t(word)}
              <Count of={name} />
            </a>
          </li>
        ))}
      </ul>
      <div class="rail-foot">
        <LineState />
        <SoundSwitch />
        <span class="rail-who">{session.value?.name}</span>
        <a href="/account">{t("console.account")}</a>
        <button
          type="button"
          onClick={() => chooseTheme(shown.value === "dark" ? "light" : "dark")}
        >
          {t(shown.value === "dark" ? "console.theme_to_light" : "console.theme_to_dark")}
        </button>
        <button
          type="button"
          lang={language.value === "zh" ? "en" : "zh-CN"}
          onClick={() => chooseLanguage(language.value === "zh" ? "en" : "zh")}
        >
          {t("console.other_language")}
        </button>
        <button type="button" onClick={() => void logOut()}>
          {t("console.log_out")}
        </button>
      </div>
    </nav>
  );
}

function Count({ of }: { of: string }) {
  const n = counts.value[of] ?? 0;
  return n > 0 ? <span class="rail-count">{n}</span> : null;
}

function Away() {
  const at = shownAt.value;
  return (
    <p class="note away" data-tone="bad" role="status">
      {at === null ? t("console.away_never") : t("console.away", { at: timeOnly(new Date(at)) })}
    </p>
  );
}
