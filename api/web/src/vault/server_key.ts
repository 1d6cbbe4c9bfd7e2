/** Asking the server for the key that unsent work is sealed to. */
import { ask } from "../base/api.ts";
import type { ServerKey } from "./crypto.ts";

interface OutboxKey {
  id: string;
  public_jwk: JsonWebKey;
  claim: string;
}

/** Return the server's key with the claim of who is signed in: `createVault` needs both. */
export async function fetchServerKey(): Promise<ServerKey> {
  const { body } = await ask<OutboxKey>("/api/v1/outbox-key");
  if (body === null) throw new Error("no key in the answer");
  return { ...body.public_jwk, kid: body.id, claim: body.claim };
}
