/** What a verification found, sorted: where chains do not hold, and which records are not right. */
import type { Finding, Head, Verification } from "./wire.ts";

export interface ChainState {
  chain: string;
  /** The last number of the chain. */
  seq: number;
  /** Where it first does not hold; null where it does. */
  broken: { seq: number; finding: Finding } | null;
  n_broken: number;
}

const PLACE = /^(.+) #(\d+)$/;

/** Return how each chain stands; of one that was cut away altogether, too. */
export function chainStates({ heads, findings }: Verification): ChainState[] {
  const broken = new Map<string, { seq: number; finding: Finding }[]>();
  for (const finding of findings) {
    const place = PLACE.exec(finding.where);
    if (place === null) continue;
    const [, chain = "", seq = "0"] = place;
    broken.set(chain, [...(broken.get(chain) ?? []), { seq: Number(seq), finding }]);
  }
  const known = new Map<string, Head>(heads.map((head) => [head.chain, head]));
  const chains = Array.from(new Set([...Array.from(known.keys()), ...Array.from(broken.keys())]));
  return chains.map((chain) => {
    const own = (broken.get(chain) ?? []).sort((a, b) => a.seq - b.seq);
    return {
      chain,
      seq: known.get(chain)?.seq ?? 0,
      broken: own[0] ?? null,
      n_broken: own.length,
    };
  });
}

/** Return what is wrong with records and their versions. */
export function recordFindings({ findings }: Verification): Finding[] {
  return findings.filter(({ where }) => !PLACE.test(where));
}
