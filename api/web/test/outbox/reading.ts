/** Reading an outbox's file with the server's private key, as docs/outbox.md says it is done. */

interface Line {
  part?: string;
  seq?: number;
  after?: number;
  iv: string;
  size: number;
  end?: string;
  parts?: number;
}

interface Header {
  form: string;
  officer: string;
  key: { kid: string; epk: JsonWebKey; iv: string; data: string };
}

export interface ReadPart {
  part: string;
  seq: number;
  after: number | null;
  /** JSON of all but files' bytes. */
  value: unknown;
}

export interface ReadFile {
  officer: string;
  claim: string | null;
  parts: ReadPart[];
}

export async function readOutbox(file: Blob, privateJwk: JsonWebKey): Promise<ReadFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const header = JSON.parse(text(bytes.subarray(0, lineEnd(bytes, 0)))) as Header;
  const inside = JSON.parse(text(await openedKey(header, privateJwk))) as {
    key: string;
    claim: string;
  };
  const key = await aes(unbase64(inside.key));
  const parts: ReadPart[] = [];
  let at = lineEnd(bytes, 0) + 1;
  for (;;) {
    const line = JSON.parse(text(bytes.subarray(at, lineEnd(bytes, at)))) as Line;
    at = lineEnd(bytes, at) + 1;
    if (line.end !== undefined) {
      if (line.parts !== parts.length || at !== bytes.length) throw new Error("not all of it");
      return { officer: header.officer, claim: inside.claim, parts };
    }
    const what = line.part === "bytes" ? "bytes" : "json";
    const sealed = bytes.slice(at, at + line.size);
    const plain = await unseal(key, line.iv, sealed, `${header.form}|${what}|${header.officer}`);
    const value = what === "bytes" ? plain : (JSON.parse(text(plain)) as unknown);
    parts.push({ part: line.part ?? "", seq: line.seq ?? 0, after: line.after ?? null, value });
    at += line.size + 1;
  }
}

async function openedKey(
  { form, officer, key }: Header,
  privateJwk: JsonWebKey,
): Promise<Uint8Array> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const ours = await crypto.subtle.importKey("jwk", privateJwk, curve, false, ["deriveBits"]);
  const theirs = await crypto.subtle.importKey("jwk", key.epk, curve, true, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours, 256);
  const boundTo = `${form}|key|${key.kid}|${officer}`;
  const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveBits"]);
  const salt = await crypto.subtle.exportKey("raw", theirs);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt, info: new TextEncoder().encode(boundTo) };
  const derived = await aes(new Uint8Array(await crypto.subtle.deriveBits(hkdf, base, 256)));
  return unseal(derived, key.iv, unbase64(key.data), boundTo);
}

async function unseal(
  key: CryptoKey,
  iv: string,
  data: Uint8Array<ArrayBuffer>,
  boundTo: string,
): Promise<Uint8Array> {
  const additionalData = new TextEncoder().encode(boundTo);
  const gcm = { name: "AES-GCM", iv: unbase64(iv), additionalData };
  return new Uint8Array(await crypto.subtle.decrypt(gcm, key, data));
}

function aes(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
}

function unbase64(of: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(of), (char) => char.charCodeAt(0));
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function lineEnd(bytes: Uint8Array, from: number): number {
  return bytes.indexOf(10, from);
}
