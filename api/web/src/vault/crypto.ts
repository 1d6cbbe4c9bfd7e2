/**
 * What the browser has built in: AES-256-GCM, PBKDF2-SHA256, ECDH over P-256, HKDF-SHA256.
 *
 * The forms are read by the server too (geo_patrol/outbox/, docs/outbox.md).
 */

export const FORM = "geo-patrol-outbox-1";
export const ROUNDS = 600_000;
const IV_BYTES = 12;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

type Bytes = Uint8Array<ArrayBuffer>;

export interface Sealed {
  iv: Bytes;
  data: ArrayBuffer;
}

/** A key sealed to the server's public one, by an ephemeral one. */
export interface SealedToServer {
  kid: string;
  epk: { kty: string; crv: string; x: string; y: string };
  iv: Bytes;
  data: ArrayBuffer;
}

/** The server's public key; the claim shows whose vault it was given for. */
export type ServerKey = JsonWebKey & { kid: string; claim?: string };

export interface DataKey {
  seal: CryptoKey;
  tag: CryptoKey;
}

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function random(n: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(n));
}

export function newRawKey(): Bytes {
  return random(KEY_BYTES);
}

export function newSalt(): Bytes {
  return random(SALT_BYTES);
}

/** Return what a raw key can do; the raw key cannot be got out of it again. */
export async function dataKey(raw: Bytes): Promise<DataKey> {
  const base = await crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveKey"]);
  return {
    seal: await aesKey(raw),
    tag: await crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(`${FORM}|tag`) },
      base,
      { name: "HMAC", hash: "SHA-256", length: 256 },
      false,
      ["sign"],
    ),
  };
}

export async function seal(key: CryptoKey, plain: BufferSource, boundTo: string): Promise<Sealed> {
  const iv = random(IV_BYTES);
  const data = await crypto.subtle.encrypt(gcm(iv, boundTo), key, plain);
  return { iv, data };
}

/** Rejects with an `OperationError` when the key is another one, or anything was altered. */
export function unseal(key: CryptoKey, sealed: Sealed, boundTo: string): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt(gcm(sealed.iv, boundTo), key, sealed.data);
}

/** Return a short name of a text that tells nothing of it without the key. */
export async function tag(key: CryptoKey, text: string): Promise<string> {
  const signed = new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(text)));
  return base64(signed.subarray(0, 16));
}

export async function pinKey(pin: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const typed = utf8(pin.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

export async function sealToServer(
  raw: Bytes,
  server: ServerKey,
  officerId: string,
): Promise<SealedToServer> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const { kty, crv, x, y } = server;
  const theirs = await crypto.subtle.importKey(
    "jwk",
    { kty, crv, x, y } as JsonWebKey,
    curve,
    false,
    [],
  );
  const ours = (await crypto.subtle.generateKey(curve, true, ["deriveBits"])) as CryptoKeyPair;
  const shared = await crypto.subtle.deriveBits(
    { name: "ECDH", public: theirs },
    ours.privateKey,
    256,
  );
  const salt = await crypto.subtle.exportKey("raw", ours.publicKey);
  const boundTo = `${FORM}|key|${server.kid}|${officerId}`;
  const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt, info: utf8(boundTo) },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
  const inside = { key: base64(raw), claim: server.claim ?? null };
  const sealed = await seal(key, utf8(JSON.stringify(inside)), boundTo);
  const jwk = await crypto.subtle.exportKey("jwk", ours.publicKey);
  const epk = { kty: "EC", crv: "P-256", x: jwk.x ?? "", y: jwk.y ?? "" };
  return { kid: server.kid, epk, ...sealed };
}

export function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function aesKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

function gcm(iv: Bytes, boundTo: string): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: utf8(boundTo) };
}
