/** The keys of the grid, and what its marks mean. */
import { Dialog } from "../parts/dialog.tsx";
import { kindWords } from "./saying.ts";
import type { Shift } from "./wire.ts";
import { language, t } from "./words.ts";

/** Its letter, and in English what that means. */
function shiftWords({ code, kind }: Shift): string {
  return language.value === "zh" ? code : `${code} (${kindWords(kind)})`;
}

export function KeysDialog({ shifts, close }: { shifts: readonly Shift[]; close: () => void }) {
  const letters: Record<Shift["kind"], string> = { early: "E", middle: "M", night: "N" };
  const rows: [string, string][] = [
    ["↑ ↓ ← →", t("console_rosters.key_go")],
    ["Home End", t("console_rosters.key_ends")],
    ...shifts.map((one, n): [string, string] => [
      `${n + 1} ${letters[one.kind]}`,
      t("console_rosters.key_shift", { shift: shiftWords(one) }),
    ]),
    ["Delete 0", t("console_rosters.key_off")],
    ["P", t("console_rosters.key_pin")],
    ["X", t("console_rosters.key_hold")],
    ["Enter", t("console_rosters.key_open")],
    ["Ctrl+Z Ctrl+Y", t("console_rosters.key_undo")],
    ["Ctrl+S", t("console_rosters.key_save")],
    ["Esc", t("console_rosters.key_drop")],
    ["?", t("console_rosters.key_help")],
  ];
  const marks: [Record<string, string>, string, string][] = [
    [{ "data-pinned": "true" }, "", t("console_rosters.mark_pinned")],
    [{ "data-hard": "true" }, "", t("console_rosters.mark_hard")],
    [{ "data-soft": "true" }, "", t("console_rosters.mark_soft")],
    [{ "data-changed": "true" }, "", t("console_rosters.mark_changed")],
    [{ "data-leave": "off" }, t("console_rosters.leave_sign"), t("console_rosters.mark_leave")],
    [{ "data-leave": "asked" }, t("console_rosters.leave_sign"), t("console_rosters.mark_asked")],
  ];
  return (
    <Dialog title={t("console_rosters.keys")} close={close}>
      <table class="table keys">
        <tbody>
          {rows.map(([key, what]) => (
            <tr key={key}>
              <th scope="row">
                {key.split(" ").map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t("console_rosters.mouse")}</p>
      <ul class="mark-list">
        {marks.map(([mark, sign, what]) => (
          <li key={what}>
            <span class="duty sample" {...mark}>
              <span class="duty-letters">{sign}</span>
            </span>
            {what}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
