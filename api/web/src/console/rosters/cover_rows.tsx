/** Below the people: how many stand at each post, of how many that are needed. */
import { signal } from "@preact/signals";
import { type Cover, shortOn } from "./cover.ts";
import type { Marks } from "./marks.ts";
import { type Place, placeOf } from "./plan.ts";
import { dutyTitle, dutyWords } from "./saying.ts";
import type { Sheet } from "./sheet.ts";
import { t } from "./words.ts";

interface CoverProps {
  sheet: Sheet;
  marks: Marks;
  area: string | null;
  about: ReadonlySet<Place>;
}

/** So many posts take no more room than what would open them. */
const ALWAYS_SHOWN = 2;

/** Stays as it was left while other months are looked at. */
const isOpen = signal(false);

export function CoverRows(props: CoverProps) {
  const { sheet, area } = props;
  const rows = sheet.cover.filter(({ post }) => area === null || post.area === area);
  const isFolded = rows.length > ALWAYS_SHOWN;
  return (
    <tfoot>
      {(isOpen.value || !isFolded) &&
        rows.map((one) => <CoverRow key={one.post.code} one={one} {...props} />)}
      {isFolded && <AllPosts rows={rows} {...props} />}
    </tfoot>
  );
}

function CoverRow({ one, sheet, marks, about }: CoverProps & { one: Cover }) {
  const { frame, roster } = sheet;
  const { post, there, needed } = one;
  const isBegun = begun(sheet);
  return (
    <tr>
      <th scope="row" title={dutyTitle(roster, frame, post.shift, post.code)}>
        {dutyWords(roster, frame, post.shift, post.code)}
      </th>
      {frame.days.map(({ day }, n) => {
        const [has, wants] = [there[n] ?? 0, needed[n] ?? 0];
        return (
          <td
            key={day}
            class="cover"
            data-lack={(isBegun && has < wants) || undefined}
            data-over={has > wants || undefined}
            data-hard={(isBegun && isHard(marks, placeOf(post.code, day))) || undefined}
            data-about={about.has(placeOf(post.code, day)) || undefined}
          >
            {has === 0 && wants === 0 ? "" : `${has}/${wants}`}
          </td>
        );
      })}
      <td class="sum" colSpan={2}>
        {isBegun && lacking(sum(needed.map((wants, n) => Math.max(0, wants - (there[n] ?? 0)))))}
      </td>
    </tr>
  );
}

/** One row for all posts: on which days people lack; each day says at which posts. */
function AllPosts({ rows, sheet, marks, about }: CoverProps & { rows: readonly Cover[] }) {
  const { frame, roster } = sheet;
  const isBegun = begun(sheet);
  const short = frame.days.map((_, n) => (isBegun ? shortOn(rows, n) : []));
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          class="link"
          aria-expanded={isOpen.value}
          onClick={() => {
            isOpen.value = !isOpen.value;
          }}
        >
          {isOpen.value
            ? t("console_rosters.posts_fold")
            : t("console_rosters.posts_unfold", { n: rows.length })}
        </button>
      </th>
      {frame.days.map(({ day }, n) => {
        const lacks = short[n] ?? [];
        const places = rows.map(({ post }) => placeOf(post.code, day));
        const told = lacks.map(
          ({ post, has, wants }) =>
            `${dutyWords(roster, frame, post.shift, post.code)} ${has}/${wants}`,
        );
        return (
          <td
            key={day}
            class="cover"
            title={told.join("\n") || undefined}
            data-lack={lacks.length > 0 || undefined}
            data-hard={(isBegun && places.some((place) => isHard(marks, place))) || undefined}
            data-about={places.some((place) => about.has(place)) || undefined}
          >
            {isBegun &&
              (lacks.length === 0
                ? t("console_rosters.posts_full")
                : lacking(sum(lacks.map(({ has, wants }) => wants - has))))}
          </td>
        );
      })}
      <td class="sum" colSpan={2}>
        {lacking(sum(short.flatMap((all) => all.map(({ has, wants }) => wants - has))))}
      </td>
    </tr>
  );
}

/** Of a month that nobody began all would be red. */
function begun(sheet: Sheet): boolean {
  return sheet.plan.cells.size > 0;
}

function isHard(marks: Marks, place: Place): boolean {
  return (marks.posts.get(place) ?? []).some((one) => one.hard);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function lacking(n: number): string {
  return n === 0 ? "" : t("console_rosters.lacks", { n });
}
