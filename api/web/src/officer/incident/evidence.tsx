/** Photos and sound of an incident, made ready as they are taken. */
import { useEffect, useRef, useState } from "preact/hooks";
import {
  MAX_SECONDS,
  NOTE_KEY,
  type Place,
  type Recording,
  record,
  type Sound,
} from "../../capture/index.ts";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Twice } from "../../ui/twice.tsx";
import { clock } from "../state/clock.ts";
import { t } from "../words.ts";
import { useOriginals } from "./originals.tsx";
import { captureFault, shoot } from "./shoot.ts";
import type { Taken } from "./taken.ts";
import { useAddresses } from "./use_addresses.ts";

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
        const one = await shoot(file, place, label);
        if (one.photo?.stamped === null) setFault(t(NOTE_KEY.photoAsIs));
        // The same file chosen twice is one photo.
        change((before) => [...before.filter(({ key }) => key !== one.key), one]);
      } catch (error) {
        setFault(captureFault(error));
      } finally {
        setWorking((n) => n - 1);
      }
    }
    if (input.current) input.current.value = "";
  };
  const remove = (one: Taken) =>
    change((before) => before.filter((other) => other.key !== one.key));
  const photos = taken.filter((one) => one.photo);
  const urlOf = useAddresses(photos);
  const originals = useOriginals(photos);
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
            <img src={urlOf(one)} alt="" />
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
            const one = { key: sound.sha256, sound, place };
            change((before) => [...before, { ...one, at: new Date(clock.now()).toISOString() }]);
          }}
          remove={remove}
          fail={(error) => setFault(captureFault(error))}
        />
        {originals.open > 0 && (
          <button type="button" class="button add small" onClick={originals.save}>
            {t("officer.original_save")}
          </button>
        )}
      </div>
      {originals.words && <p class="quiet small">{originals.words}</p>}
      {looking && (
        <Sheet title={t("officer.photo")} close={() => setLooking(null)}>
          <img class="photo" src={urlOf(looking)} alt={t("officer.photo")} />
          {!looking.original && <p class="quiet small">{t("officer.original_gone")}</p>}
          <Twice
            wide
            onPress={() => {
              remove(looking);
              setLooking(null);
            }}
          >
            {t("officer.photo_remove")}
          </Twice>
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
          <Twice key={one.key} look="" onPress={() => remove(one)}>
            {t("officer.sound_kept", { seconds: Math.round(one.sound?.seconds ?? 0) })}
          </Twice>
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
