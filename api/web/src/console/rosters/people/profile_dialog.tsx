/** What somebody is planned by, as it is written: a new version, with the way back to the last. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../../base/api.ts";
import { uuid7 } from "../../../base/ids.ts";
import { Loading, reasonOf } from "../../../ui/states.tsx";
import { isConflict } from "../../asking.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { heard, missed } from "../../reach.ts";
import { t } from "../words.ts";
import type { Line } from "./lines.ts";
import { ProfileFields, readTyped, type Typed, typedOf } from "./profile_fields.tsx";
import { bodyOf, PROFILES, type Profile, type ProfileBody, plainProfile } from "./wire.ts";

interface DialogProps {
  squad: string;
  line: Line;
  name: string;
  close: () => void;
  done: () => void;
  changed: () => void;
}

interface Kept {
  body: ProfileBody;
  version: string | null;
}

export function ProfileDialog({ squad, line, name, close, done, changed }: DialogProps) {
  const [id] = useState(() => line.profile?.id ?? uuid7());
  const isNew = line.profile === null;
  const [kept, setKept] = useState<Kept | null>(
    isNew ? { body: plainProfile(line.id, line.role), version: null } : null,
  );
  const [typed, setTyped] = useState<Typed | null>(kept && typedOf(kept.body));
  const [error, setError] = useState<unknown>(null);
  const [isRival, setRival] = useState(false);
  const [isSaving, setSaving] = useState(false);
  useEffect(() => {
    if (isNew) return;
    readProfile(id).then(
      (found) => {
        setKept(found);
        setTyped(typedOf(found.body));
      },
      (failure: unknown) => setError(failure),
    );
  }, [id]);
  const read = typed && readTyped(typed);
  const save = async () => {
    if (kept === null || read?.body == null) return;
    setSaving(true);
    setError(null);
    let version: string | null;
    try {
      version = await write(id, squad, { ...read.body, officer_id: line.id }, kept.version);
    } catch (failure) {
      setSaving(false);
      setError(failure);
      if (!isConflict(failure)) return;
      // What was typed stays; what the other one wrote is what it is then put over.
      await readProfile(id).then(
        (found) => {
          setKept(found);
          setRival(true);
        },
        () => undefined,
      );
      return;
    }
    // If somebody else wrote since, theirs stays.
    const undo = () => write(id, squad, kept.body, version);
    toldWithUndo(t("console_rosters.profile_saved", { name }), undo, changed);
    done();
  };
  return (
    <Dialog
      title={t("console_rosters.profile_of", { name })}
      close={close}
      act={{
        label: t("console_rosters.save"),
        run: () => void save(),
        disabled: isSaving || read?.body == null,
      }}
    >
      {typed === null && error === null && <Loading />}
      {isNew && <p class="quiet">{t("console_rosters.profile_none")}</p>}
      {isRival && kept && (
        <div class="note rival-note" data-tone="bad" role="alert">
          <span>{t("console_rosters.profile_rival")}</span>
          <button
            type="button"
            class="button"
            onClick={() => {
              setTyped(typedOf(kept.body));
              setRival(false);
              setError(null);
            }}
          >
            {t("console_rosters.rival_drop")}
          </button>
        </div>
      )}
      {typed !== null && (
        <ProfileFields
          typed={typed}
          faults={read?.faults ?? {}}
          error={error}
          change={(part) => {
            setTyped({ ...typed, ...part });
            if (!isRival) setError(null);
          }}
        />
      )}
      {error !== null && !isRival && (
        <p class="fault" role="alert">
          {reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}

async function readProfile(id: string): Promise<Kept> {
  const { body, etag } = await ask<Profile>(`${PROFILES}/${id}`);
  if (body === null) throw new Error("no profile was told");
  return { body: bodyOf(body), version: etag };
}

async function write(
  id: string,
  squad: string,
  body: ProfileBody,
  version: string | null,
): Promise<string | null> {
  const based = version === null ? {} : { ifMatch: version };
  try {
    const sent = { method: "PUT" as const, body: { squad, ...body }, ...based };
    const answer = await ask(`${PROFILES}/${id}`, sent);
    heard();
    return answer.etag;
  } catch (error) {
    missed(error);
    throw error;
  }
}
