/** Who is it? Everybody who has a place on this phone, and how much of theirs waits. */
import { exportLocked } from "../../outbox/index.ts";
import { Button } from "../../ui/controls.tsx";
import { saveFile } from "../../ui/save_file.ts";
import type { OfficerOnPhone } from "../../vault/index.ts";
import { dayOf } from "../state/clock.ts";
import { people, phase } from "../state/entry.ts";
import { Door } from "../ui/door.tsx";
import { t } from "../words.ts";

export function ChoosePerson() {
  const inUse = people.value.filter((one) => one.setAsideAt === null);
  const aside = people.value.filter((one) => one.setAsideAt !== null && one.unsent > 0);
  return (
    <Door title={t("officer.who_is_it")}>
      <ul class="list">
        {inUse.map((one) => (
          <li key={one.vaultId}>
            <button
              type="button"
              class="item"
              onClick={() => {
                phase.value = { name: "unlocking", officer: one.officer };
              }}
            >
              <span class="item-main">
                <span class="item-title">{one.officer.name}</span>
                <span class="quiet small">{one.officer.badgeNo}</span>
              </span>
              <Unsent n={one.unsent} />
            </button>
          </li>
        ))}
      </ul>
      <Button
        wide
        large
        onPress={() => {
          phase.value = { name: "logging_in", login: "" };
        }}
      >
        {t("officer.somebody_else")}
      </Button>
      {aside.length > 0 && <h2 class="heading">{t("officer.aside_title")}</h2>}
      {aside.map((one) => (
        <Aside key={one.vaultId} one={one} />
      ))}
    </Door>
  );
}

function Unsent({ n }: { n: number }) {
  return n > 0 ? (
    <span class="tag" data-tone="wait">
      {t("officer.n_unsent", { n })}
    </span>
  ) : null;
}

/** Under a PIN that was forgotten: only a file that the office opens brings it back. */
function Aside({ one }: { one: OfficerOnPhone }) {
  const save = async () => {
    const name = `geo-patrol-${one.officer.badgeNo}-${dayOf(Date.now())}.gpo`;
    saveFile(await exportLocked(one.vaultId), name);
  };
  return (
    <div class="note stack">
      <span>
        {one.officer.name} · {t("officer.n_unsent", { n: one.unsent })}
      </span>
      <Button onPress={() => void save()}>{t("officer.save_to_file")}</Button>
    </div>
  );
}
