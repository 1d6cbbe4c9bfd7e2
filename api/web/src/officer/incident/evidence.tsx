/** Photos and sound of an incident, made ready as they are taken. */
import { useEffect, useRef, useState } from "preact/hooks";
import {
  CaptureError,
  MAX_SECONDS,
  type Photo,
  type Place,
  type Recording,
  record,
  type Sound,
  takePhoto,
} from "../../capture/index.ts";
import type { NewFile } from "../../outbox/index.ts";
import { clock } from "../state/clock.ts";
import { here } from "../state/entry.ts";
import { Button } from "../ui/controls.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { t } from "../words.ts";

export interface Taken {
  key: string;
  photo?: Photo;
  sound?: Sound;
  /** Address of a small picture to look at. */
  url: string | null;
  at: string;
  place: Place | null;
}

export function fileOf(taken: Taken, recordId: string): NewFile {
  const made = taken.photo ?? taken.sound;
  if (!made) throw new Error("nothing taken");
  return {
    blob: made.blob,
    sha256: made.sha256,
    recordKind: "incident",
    recordId,
    note: "",
    at: taken.at,
    lon: taken.photo?.lon ?? taken.place?.lon ?? null,
    lat: taken.photo?.lat ?? taken.place?.lat ?? null,
  };
}

interface EvidenceProps {
  taken: Taken[];
  change: (to: (before: Taken[]) => Taken[]) => void;
  place: Place | null;
  record: string;
}

export function Evidence({ taken, change, place, record: label }: EvidenceProps) {
  const [working, setWorking] = useState(0);
  const [fault, setFault] = useState<string | null>(null);
  const [looking, setLooking] = useState<Taken | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const add = async (files: FileList | null) => {
    setFault(null);
    for (const file of Array.from(files ?? [])) {
      setWorking((n) => n + 1);
      try {
        const stamp = {
          record: label,
          by: here().officer.badgeNo,
          noPosition: t("officer.capture.no_position"),
        };
        const photo = await takePhoto(file, place, stamp, clock);
        if (photo.stamped === null) setFault(t("officer.capture.photo_as_is"));
        const url = URL.createObjectURL(photo.stamped ?? photo.blob);
        change((before) => [...before, { key: photo.sha256, photo, url, at: photo.at, place }]);
      } catch (error) {
        setFault(captureFault(error));
      } finally {
        setWorking((n) => n - 1);
      }
    }
    if (input.current) input.current.value = "";
  };
  const remove = (one: Taken) => {
    if (one.url) URL.revokeObjectURL(one.url);
    change((before) => before.filter((other) => other.key !== one.key));
  };
  const photos = taken.filter((one) => one.photo);
  return (
    <div class="stack">
      <div class="shots">
        {photos.map((one, at) => (
          <button
            key={one.key}
            type="button"
            class="shot"
            aria-label={t("officer.photo_look", { n: at + 1 })}
            onClick={() => setLooking(one)}
          >
            {one.url && <img src={one.url} alt="" />}
            <span>{t("officer.photo_n", { n: at + 1 })}</span>
          </button>
        ))}
        <label class="button add">
          {working > 0 ? t("officer.working") : t("officer.take_photo")}
          <input
            ref={input}
            class="sr"
            type="file"
            accept="image/*"
            capture="environment"
            onChange={(event) => void add(event.currentTarget.files)}
          />
        </label>
        <SoundNote
          taken={taken}
          keep={(sound) => {
            const one = { key: sound.sha256, sound, url: null, place };
            change((before) => [...before, { ...one, at: new Date(clock.now()).toISOString() }]);
          }}
          remove={remove}
          fail={(error) => setFault(captureFault(error))}
        />
      </div>
      {looking?.url && (
        <Sheet title={t("officer.photo")} close={() => setLooking(null)}>
          <img class="photo" src={looking.url} alt={t("officer.photo")} />
          <Button
            look="danger"
            wide
            onPress={() => {
              remove(looking);
              setLooking(null);
            }}
          >
            {t("officer.photo_remove")}
          </Button>
          <Button wide onPress={() => setLooking(null)}>
            {t("officer.close")}
          </Button>
        </Sheet>
      )}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

interface SoundProps {
  taken: Taken[];
  keep: (sound: Sound) => void;
  remove: (one: Taken) => void;
  fail: (error: unknown) => void;
}

function SoundNote({ taken, keep, remove, fail }: SoundProps) {
  const [recording, setRecording] = useState<Recording | null>(null);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!recording) return;
    const timer = setInterval(() => setSeconds(Math.floor(recording.seconds)), 250);
    return () => {
      clearInterval(timer);
      recording.cancel();
    };
  }, [recording]);

  const begin = async () => {
    try {
      const begun = await record();
      setSeconds(0);
      setRecording(begun);
      keep(await begun.ended);
    } catch (error) {
      fail(error);
    } finally {
      setRecording(null);
    }
  };
  return (
    <>
      {taken
        .filter((one) => one.sound)
        .map((one) => (
          <Button key={one.key} onPress={() => remove(one)}>
            {t("officer.sound_kept", { seconds: Math.round(one.sound?.seconds ?? 0) })}
          </Button>
        ))}
      {recording ? (
        <Button look="strong" onPress={() => void recording.stop()}>
          {t("officer.sound_stop", { seconds, most: MAX_SECONDS })}
        </Button>
      ) : (
        <button type="button" class="button add" onClick={() => void begin()}>
          {t("officer.record_sound")}
        </button>
      )}
    </>
  );
}

export function captureFault(error: unknown): string {
  return error instanceof CaptureError ? t(error.key, error.fill) : t("officer.fault");
}
