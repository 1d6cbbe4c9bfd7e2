/** A spoken note, up to two minutes. */
import { CaptureError, type CaptureKey } from "./errors.ts";
import { sha256 } from "./hash.ts";

export interface Sound {
  blob: Blob;
  sha256: string;
  seconds: number;
  mediaType: string;
}

export interface Recording {
  /** So far. */
  readonly seconds: number;
  /** How loud it is just now, 0 to 1: shows that the microphone hears something. */
  readonly level: number;
  /** The sound, however it ended: stopped, at its limit, or the microphone taken by a call. */
  readonly ended: Promise<Sound>;
  stop(): Promise<Sound>;
  /** End it and keep nothing: `ended` never comes. */
  cancel(): void;
}

export const MAX_SECONDS = 120;
const BITS_PER_SECOND = 32_000;

/** What office computers play comes first, then what this browser is sure to have. */
const TYPES = ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus", "audio/mp4", "audio/webm"];

const KEY_OF_FAULT: Record<string, CaptureKey> = {
  NotAllowedError: "officer.capture.sound_denied",
  SecurityError: "officer.capture.sound_denied",
  NotFoundError: "officer.capture.sound_missing",
  NotReadableError: "officer.capture.sound_busy",
  AbortError: "officer.capture.sound_busy",
};

/** Return the type of file to record, or undefined when there is none that the server takes. */
export function soundType(isSupported: (type: string) => boolean): string | undefined {
  return TYPES.find(isSupported);
}

/**
 * Begin to record.
 *
 * @throws CaptureError without a microphone, or leave to use it
 */
export async function record(maxSeconds: number = MAX_SECONDS): Promise<Recording> {
  const type =
    typeof MediaRecorder === "undefined"
      ? undefined
      : soundType((one) => MediaRecorder.isTypeSupported(one));
  if (type === undefined || navigator.mediaDevices === undefined) {
    throw new CaptureError("officer.capture.sound_unsupported");
  }
  const stream = await microphone();
  const recorder = recorderOf(stream, type);
  const meter = meterOf(stream);
  const parts: Blob[] = [];
  const begun = performance.now();
  let seconds: number | null = null;
  let isWanted = true;

  const soFar = () => seconds ?? (performance.now() - begun) / 1000;
  const finish = () => {
    if (recorder.state !== "inactive") recorder.stop();
  };
  const timer = setTimeout(finish, maxSeconds * 1000);
  const ended = new Promise<Sound>((resolve, reject) => {
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      seconds = soFar();
      clearTimeout(timer);
      meter?.close();
      letGo(stream);
      if (isWanted) soundOf(parts, type, seconds).then(resolve, reject);
    };
  });
  // Its fault is told to whoever stops the recording; there may be nobody.
  ended.catch(() => {});
  // In one piece, not in slices: only so do browsers write the length into a WebM's head.
  recorder.start();

  return {
    get seconds() {
      return soFar();
    },
    get level() {
      return meter?.level() ?? 0;
    },
    ended,
    stop() {
      finish();
      return ended;
    },
    cancel() {
      isWanted = false;
      finish();
    },
  };
}

async function microphone(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, noiseSuppression: true, echoCancellation: false },
    });
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    const key = KEY_OF_FAULT[name] ?? "officer.capture.sound_unsupported";
    throw new CaptureError(key, {}, { cause: error });
  }
}

function recorderOf(stream: MediaStream, mimeType: string): MediaRecorder {
  try {
    return new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
  } catch (error) {
    letGo(stream);
    throw new CaptureError("officer.capture.sound_unsupported", {}, { cause: error });
  }
}

/** The microphone's lamp goes out. */
function letGo(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** A note is worth more than a picture of its loudness: it does without where there is none. */
function meterOf(stream: MediaStream): Meter | null {
  try {
    return new Meter(stream);
  } catch {
    return null;
  }
}

async function soundOf(parts: Blob[], type: string, seconds: number): Promise<Sound> {
  const mediaType = type.replace(/;.*/, "");
  const blob = new Blob(parts, { type: mediaType });
  if (blob.size === 0) throw new CaptureError("officer.capture.sound_empty");
  return { blob, sha256: await sha256(await blob.arrayBuffer()), seconds, mediaType };
}

class Meter {
  private readonly context = new AudioContext();
  private readonly analyser = this.context.createAnalyser();
  private readonly samples: Uint8Array<ArrayBuffer>;

  constructor(stream: MediaStream) {
    this.analyser.fftSize = 512;
    this.samples = new Uint8Array(this.analyser.fftSize);
    this.context.createMediaStreamSource(stream).connect(this.analyser);
  }

  level(): number {
    this.analyser.getByteTimeDomainData(this.samples);
    const power = this.samples.reduce((sum, sample) => sum + ((sample - 128) / 128) ** 2, 0);
    return Math.min(1, Math.sqrt(power / this.samples.length) * 4);
  }

  close(): void {
    void this.context.close();
  }
}
