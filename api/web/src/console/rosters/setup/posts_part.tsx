/** The posts, and how many people each needs on which kind of day. */

import { useState } from "preact/hooks";
import { listed } from "../../../base/words.ts";
import { Button } from "../../../ui/controls.tsx";
import { ShiftMark } from "../../../ui/shift_mark.tsx";
import { toast } from "../../../ui/toast.tsx";
import { areaWord } from "../../office.ts";
import { Explained } from "../../parts/figure.tsx";
import { Part } from "../../parts/page.tsx";
import { NumberInput } from "../number_input.tsx";
import type { Basis, Post } from "../wire.ts";
import { type Key, t } from "../words.ts";
import { withoutPost, withPost } from "./edits.ts";
import { faultKey } from "./faults.ts";
import { PostDialog } from "./post_dialog.tsx";
import { type EditedPartProps, Fault, LineActs, type Opened } from "./shifts_part.tsx";

export type Need = "workday" | "weekend" | "holiday" | "at_risk";

export const NEEDS: readonly { need: Need; word: Key; means: Key }[] = [
  { need: "workday", word: "console_rosters.workday", means: "console_rosters.workday_means" },
  { need: "weekend", word: "console_rosters.weekends", means: "console_rosters.weekend_means" },
  { need: "holiday", word: "console_rosters.holidays", means: "console_rosters.holiday_means" },
  { need: "at_risk", word: "console_rosters.at_risk", means: "console_rosters.at_risk_means" },
];

interface PostsProps extends EditedPartProps {
  squad: string;
}

export function PostsPart({ squad, basis, faults, change }: PostsProps) {
  const [opened, open] = useState<Opened>(null);
  const leaveOut = (n: number) => {
    change?.(withoutPost(basis, n));
    toast(t("console_rosters.left_out"), {
      label: t("console_rosters.undo"),
      run: () => change?.(basis),
    });
  };
  return (
    <>
      <Part
        title={t("console_rosters.posts")}
        aside={
          change && <Button onPress={() => open("new")}>{t("console_rosters.new_post")}</Button>
        }
      >
        {basis.posts.length === 0 ? (
          <p class="quiet">{t("console_rosters.no_posts")}</p>
        ) : (
          <div class="table-frame">
            <table class="table setup-table">
              <thead>
                <tr>
                  <th scope="col">{t("console_rosters.post")}</th>
                  {NEEDS.map(({ need, word, means }) => (
                    <th key={need} scope="col" class="need-head">
                      <Explained means={t(means)}>{t(word)}</Explained>
                    </th>
                  ))}
                  <th scope="col">{t("console_rosters.asks_for")}</th>
                  {change && (
                    <th scope="col">
                      <span class="sr">{t("console_rosters.change")}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {basis.posts.map((one, n) => (
                  <tr key={one.code}>
                    <td>
                      <PostName post={one} basis={basis} />
                      <Fault words={faults.get(faultKey("posts", one.code))} />
                    </td>
                    {NEEDS.map(({ need, word }) => (
                      <td key={need}>
                        {change === null ? (
                          one[need]
                        ) : (
                          <NumberInput
                            label={`${one.name || one.code} ${t(word)}`}
                            value={one[need]}
                            change={(value) =>
                              change(withPost(basis, n, { ...one, [need]: value ?? Number.NaN }))
                            }
                          />
                        )}
                      </td>
                    ))}
                    <td>{listed(asksFor(one)) || "—"}</td>
                    {change && (
                      <LineActs
                        what={one.name || one.code}
                        change={() => open(n)}
                        leaveOut={() => leaveOut(n)}
                      />
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Part>
      {change && opened !== null && (
        <PostDialog
          squad={squad}
          basis={basis}
          n={opened === "new" ? null : opened}
          close={() => open(null)}
          done={(post) => {
            change(withPost(basis, opened === "new" ? null : opened, post));
            open(null);
          }}
        />
      )}
    </>
  );
}

function PostName({ post, basis }: { post: Post; basis: Basis }) {
  const shift = basis.shifts.find((one) => one.code === post.shift);
  const area = post.area === null ? t("console_rosters.every_area") : areaWord(post.area);
  return (
    <span class="mark-words">
      {shift ? <ShiftMark code={shift.code} kind={shift.kind} /> : post.shift}
      <span>
        {post.name || post.code}
        {area !== post.name && <span class="quiet small post-area">{area}</span>}
      </span>
    </span>
  );
}

/** Return what who stands at a post must be able to do, in words. */
export function asksFor(post: Post): string[] {
  return [
    ...(post.enforcement ? [t("console_rosters.post_enforces")] : []),
    ...(post.on_water ? [t("console_rosters.post_on_water")] : []),
    ...(post.vehicle ? [t("console_rosters.post_vehicle")] : []),
    ...post.skills,
  ];
}
