/** One post, as it is written. */
import { useState } from "preact/hooks";
import { nameOf } from "../../../base/words.ts";
import { Chip, Field } from "../../../ui/controls.tsx";
import { areasOf } from "../../office.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Select } from "../../parts/select.tsx";
import { isOff, NumberInput, PEOPLE } from "../number_input.tsx";
import { readSkills, skillWords } from "../skills.ts";
import type { Basis, Post } from "../wire.ts";
import { t } from "../words.ts";
import { NEEDS } from "./posts_part.tsx";

interface PostDialogProps {
  squad: string;
  basis: Basis;
  n: number | null;
  close: () => void;
  done: (post: Post) => void;
}

export function PostDialog({ squad, basis, n, close, done }: PostDialogProps) {
  const before = n === null ? undefined : basis.posts[n];
  const areas = areasOf().filter((one) => one.squad === squad);
  const [post, setPost] = useState<Post>(
    () => before ?? blank(basis, areas.length === 1 ? (areas[0]?.code ?? null) : null),
  );
  const [skills, setSkills] = useState(skillWords(before?.skills ?? []));
  const change = (part: Partial<Post>) => setPost({ ...post, ...part });
  const code = post.code.trim();
  const isTaken = basis.posts.some((one) => one !== before && one.code === code);
  const toggles: ["on_water" | "vehicle" | "enforcement", string][] = [
    ["enforcement", t("console_rosters.post_enforces")],
    ["on_water", t("console_rosters.post_on_water")],
    ["vehicle", t("console_rosters.post_vehicle")],
  ];
  return (
    <Dialog
      title={t(before ? "console_rosters.change_post" : "console_rosters.new_post")}
      close={close}
      act={{
        label: t("console_rosters.apply"),
        run: () => done({ ...post, code, name: post.name.trim(), skills: readSkills(skills) }),
        disabled: code === "" || isTaken || NEEDS.some(({ need }) => isOff(post[need], PEOPLE)),
      }}
    >
      <div class="two-fields">
        <Field
          label={t("console_rosters.post_name")}
          value={post.name}
          max={100}
          change={(name) => change({ name })}
        />
        {before ? (
          <p class="field">
            <span class="legend">{t("console_rosters.post_code")}</span>
            <span>{post.code}</span>
          </p>
        ) : (
          <Field
            label={t("console_rosters.post_code")}
            value={post.code}
            max={64}
            hint={t("console_rosters.post_code_hint")}
            fault={isTaken ? t("console_rosters.code_taken") : null}
            change={(value) => change({ code: value })}
          />
        )}
        <Select
          label={t("console_rosters.post_where")}
          options={[
            { value: "", label: t("console_rosters.every_area") },
            ...areas.map((one) => ({ value: one.code, label: nameOf(one) })),
          ]}
          value={post.area ?? ""}
          choose={(area) => change({ area: area || null })}
        />
        <Select
          label={t("console_rosters.shift")}
          options={basis.shifts.map((one) => ({ value: one.code, label: one.code }))}
          value={post.shift}
          choose={(shift) => change({ shift })}
        />
      </div>
      <fieldset class="need-fields">
        <legend class="legend">{t("console_rosters.how_many")}</legend>
        {NEEDS.map(({ need, word }) => (
          <div key={need} class="need-field">
            <span class="small quiet">{t(word)}</span>
            <NumberInput
              label={t(word)}
              value={post[need]}
              change={(value) => change({ [need]: value ?? Number.NaN })}
            />
          </div>
        ))}
      </fieldset>
      <fieldset class="chip-field">
        <legend class="legend">{t("console_rosters.asks_for")}</legend>
        {toggles.map(([name, label]) => (
          <Chip
            key={name}
            label={label}
            on={post[name]}
            toggle={() => change({ [name]: !post[name] })}
          />
        ))}
      </fieldset>
      <Field
        label={t("console_rosters.other_skills")}
        value={skills}
        max={400}
        hint={t("console_rosters.skills_hint")}
        change={setSkills}
      />
    </Dialog>
  );
}

function blank(basis: Basis, area: string | null): Post {
  return {
    code: "",
    name: "",
    area,
    shift: basis.shifts[0]?.code ?? "",
    workday: 2,
    weekend: 2,
    holiday: 2,
    at_risk: 0,
    on_water: false,
    vehicle: false,
    enforcement: true,
    skills: [],
  };
}
