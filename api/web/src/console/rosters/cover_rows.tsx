/** Below the people: how many stand at each post, of how many that are needed. */
import type { Marks } from "./marks.ts";
import { type Place, placeOf } from "./plan.ts";
import { dutyWords } from "./saying.ts";
import type { Sheet } from "./sheet.ts";
import { t } from "./words.ts";

interface CoverProps {
  sheet: Sheet;
  marks: Marks;
  area: string | null;
  about: ReadonlySet<Place>;
}

export function CoverRows({ sheet, marks, area, about }: CoverProps) {
  const { frame, roster } = sheet;
  // Of a month that nobody began all would be red.
  const isBegun = sheet.plan.cells.size > 0;
  const rows = sheet.cover.filter(({ post }) => area === null || post.area === area);
  return (
    <tfoot>
      {rows.map(({ post, there, needed }) => (
        <tr key={post.code}>
          <th scope="row">{dutyWords(roster, frame, post.shift, post.code)}</th>
          {frame.days.map(({ day }, n) => {
            const [has, wants] = [there[n] ?? 0, needed[n] ?? 0];
            const broken = marks.posts.get(placeOf(post.code, day)) ?? [];
            return (
              <td
                key={day}
                class="cover"
                data-lack={(isBegun && has < wants) || undefined}
                data-over={has > wants || undefined}
                data-hard={(isBegun && broken.some((one) => one.hard)) || undefined}
                data-about={about.has(placeOf(post.code, day)) || undefined}
              >
                {has === 0 && wants === 0 ? "" : `${has}/${wants}`}
              </td>
            );
          })}
          <td class="sum" colSpan={2}>
            {isBegun && lacking(there, needed)}
          </td>
        </tr>
      ))}
    </tfoot>
  );
}

function lacking(there: readonly number[], needed: readonly number[]): string {
  const n = needed.reduce((sum, one, at) => sum + Math.max(0, one - (there[at] ?? 0)), 0);
  return n === 0 ? "" : t("console_rosters.lacks", { n });
}
