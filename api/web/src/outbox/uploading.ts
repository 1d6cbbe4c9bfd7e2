/** Files on their way: in stretches, gone on with where the server says that it has come to. */
import { type Asker, type Said, toldBy } from "./asking.ts";
import type { WaitingFile } from "./boxes.ts";
import type { Keeping } from "./keeping.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** Codes of the server's, as it tells them. */
const ELSEWHERE = "evidence.elsewhere"; // not a message
const BEING_SENT = "evidence.being_sent"; // not a message
const OTHER_DIGEST = "evidence.other_digest"; // not a message

export const STRETCH_BYTES = 256 * 1024;
const PROGRESS_MS = 20_000;
const STRETCH_MS = 120_000;
const MOST_RESTARTS = 3;

interface Upload {
  seq: number;
  bytes: ArrayBuffer;
  /** How much the server has; null when it has to be asked. */
  at: number | null;
  restarts: number;
}

export class Uploads {
  private current: Upload | null = null;

  constructor(
    private readonly keeping: Keeping,
    private readonly asker: Asker,
    private readonly now: () => number,
  ) {}

  sentBytes(seq: number): number {
    return this.current?.seq === seq ? (this.current.at ?? 0) : 0;
  }

  /** Let go of the file in hand; where it goes on, the server knows. */
  forget(): void {
    this.current = null;
  }

  /** Do the next step of a file: ask how far it is, or send a stretch. */
  async step(file: WaitingFile): Promise<Verdict> {
    if (this.current?.seq !== file.seq) {
      const bytes = await this.keeping.bytesOf(file);
      this.current = { seq: file.seq, bytes, at: null, restarts: 0 };
    }
    const upload = this.current;
    if (upload.at === null) {
      const said = await this.asker.ask({
        method: "GET",
        path: `/api/v1/evidence/${file.sha256}/progress`,
        timeoutMs: PROGRESS_MS,
      });
      if (said.status !== 200) return this.ended(file, said);
      const received =
        said.json?.complete === true ? upload.bytes.byteLength : receivedIn(said.json);
      upload.at = received <= upload.bytes.byteLength ? received : 0;
    }
    return this.sendStretch(file, upload, upload.at);
  }

  private async sendStretch(file: WaitingFile, upload: Upload, at: number): Promise<Verdict> {
    const size = upload.bytes.byteLength;
    const end = Math.min(at + STRETCH_BYTES, size);
    const range = at < size ? `bytes ${at}-${end - 1}/${size}` : `bytes */${size}`;
    const asked = new URLSearchParams({
      record: `${file.recordKind}/${file.recordId}`,
      note: file.note,
    });
    const said = await this.asker.ask({
      method: "PUT",
      path: `/api/v1/evidence/${file.sha256}?${asked}`,
      body: upload.bytes.slice(at, end),
      headers: { "Content-Type": "application/octet-stream", "Content-Range": range },
      timeoutMs: STRETCH_MS,
    });
    if (said.status === 202) {
      upload.at = receivedIn(said.json);
      return "step";
    }
    const isElsewhere = said.status === 409 && said.json?.code === ELSEWHERE;
    const isDamaged = said.status === 422 && said.json?.code === OTHER_DIGEST;
    if ((isElsewhere || isDamaged) && upload.restarts < MOST_RESTARTS) {
      upload.restarts += 1;
      upload.at = isDamaged ? 0 : null;
      return "step";
    }
    return this.ended(file, said);
  }

  private async ended(file: WaitingFile, said: Said): Promise<Verdict> {
    this.current = null;
    if (said.json?.code === BEING_SENT || said.json?.code === ELSEWHERE) return "fault";
    const verdict = verdictOf(said, null);
    if (verdict === "taken") {
      await this.keeping.fileArrived(file.seq);
    } else if (verdict === "conflict" || verdict === "refused") {
      const told = toldBy(said, this.now());
      await this.keeping.changeFile(file, { state: verdict, told, tries: file.tries + 1 });
    }
    return verdict;
  }
}

function receivedIn(json: Said["json"]): number {
  return typeof json?.received_bytes === "number" ? json.received_bytes : 0;
}
