import { describe, expect, it } from "vitest";
import { bodyOf, signersOf } from "./body.ts";
import { commonPlace, type Draft, hasSigned, lacks, newDraft, newItem, placed } from "./draft.ts";

const AT = "2022-10-08T02:05:00.000Z";
const ME = "018f3a52-6b00-7c11-9a01-5d0c6e1f0101";
const OTHER = "018f3a52-6b00-7c11-9a01-5d0c6e1f0102";
const INCIDENT = "018f3a52-6b00-7c11-9a01-5d0c6e1f0001";
const NAME = { at: AT, strokes: [[1, 1, 40, 40]] };
const REFUSAL = { at: AT, reason: "拒绝签名", recordedBy: ME };
const SETTING = { squad: "reservoir", numberLater: "待编号", evidence: new Map<string, string>() };

function draft(part: Partial<Draft> = {}): Draft {
  const fresh = newDraft({
    incidentId: INCIDENT,
    at: AT,
    officers: [ME, OTHER],
    seized: [
      { kind: "rod", quantity: 2 },
      { kind: "ground_cage", quantity: 3 },
      { kind: "boat", quantity: 0 },
    ],
    place: "巡查艇",
    persons: ["钓鱼人"],
  });
  return { ...fresh, ...part };
}

/** A draft that lacks nothing. */
function whole(): Draft {
  const begun = draft({ number: "第0108号", refused: { party: REFUSAL } });
  return {
    ...begun,
    items: begun.items.map((one) => ({ ...one, photos: ["digest"] })),
    drawn: { [ME]: NAME, [OTHER]: NAME },
  };
}

describe("a draft", () => {
  it("takes over what the incident says is held, each kind in its unit", () => {
    const { items, party, touched } = draft();
    expect(items.map(({ kind, quantity, unit }) => [kind, quantity, unit])).toEqual([
      ["rod", 2, "支"],
      ["ground_cage", 3, "条"],
    ]);
    expect([party, touched]).toEqual([1, false]);
  });

  it("leaves it open whose the things were when there are several, or none", () => {
    const of = (persons: string[]) =>
      newDraft({ incidentId: INCIDENT, at: AT, officers: [], seized: [], place: "", persons });
    expect([of([]).party, of(["a", "b"]).party]).toEqual([null, null]);
  });

  it("moves all items but those that are kept elsewhere", () => {
    const [rod, cage] = draft().items;
    if (!rod || !cage) throw new Error("no items");
    const items = [rod, cage, { ...newItem("boat", ""), place: "码头" }, newItem("rod", "")];
    expect(commonPlace(items)).toBe("巡查艇");
    expect(placed(items, "库房").map(({ place }) => place)).toEqual([
      "库房",
      "库房",
      "码头",
      "库房",
    ]);
  });

  it("takes no slip of the finger for a signature", () => {
    const slip = draft({ drawn: { party: { at: AT, strokes: [[5, 5]] } } });
    expect(hasSigned(slip, "party")).toBe(false);
  });
});

describe("what is lacking", () => {
  it("is nothing when all of it is there", () => {
    expect(lacks(whole(), 2)).toEqual([]);
  });

  it("is told by item and by head, the most serious first", () => {
    const one = whole();
    const [rod, cage] = one.items;
    if (!rod || !cage) throw new Error("no items");
    const items = [rod, { ...cage, photos: [], place: " " }];
    const found = lacks({ ...one, items, number: "", refused: {}, drawn: { [ME]: NAME } }, 1);
    expect(found).toEqual([
      { what: "certified", numbers: [1] },
      { what: "party", numbers: [] },
      { what: "photos", numbers: [2] },
      { what: "places", numbers: [2] },
      { what: "number", numbers: [] },
      { what: "crew_unsigned", numbers: [1] },
    ]);
  });

  it("is no signature of a party where nobody owns the things", () => {
    expect(lacks({ ...whole(), ownerless: true, refused: {} }, 2)).toEqual([]);
  });

  it("is everything of an empty inventory", () => {
    expect(lacks({ ...whole(), items: [] }, 2)).toEqual([{ what: "items", numbers: [] }]);
  });
});

describe("a seizure's record", () => {
  it("numbers its items, and names photos and signatures by what they are as evidence", () => {
    const evidence = new Map([
      ["digest", "photo-id"],
      [ME, "mine-id"],
      [OTHER, "other-id"],
    ]);
    const body = bodyOf(whole(), { ...SETTING, evidence });
    expect(body.items.map(({ number, photos }) => [number, photos])).toEqual([
      [1, ["photo-id"]],
      [2, ["photo-id"]],
    ]);
    expect(body.signatures).toEqual([
      {
        signer: "party",
        at: AT,
        image: null,
        refused: true,
        recorded_by: ME,
        officer_id: null,
        reason: "拒绝签名",
      },
      {
        signer: "officer",
        at: AT,
        image: "mine-id",
        refused: false,
        recorded_by: null,
        officer_id: ME,
        reason: "",
      },
      {
        signer: "officer",
        at: AT,
        image: "other-id",
        refused: false,
        recorded_by: null,
        officer_id: OTHER,
        reason: "",
      },
    ]);
  });

  it("says plainly that it has no number yet", () => {
    expect(bodyOf(draft({ number: "  " }), SETTING).number).toBe("待编号");
    expect(bodyOf(draft({ number: " 第9号 " }), SETTING).number).toBe("第9号");
  });

  it("has no party, and no signature of one, where nobody owns the things", () => {
    const body = bodyOf({ ...whole(), ownerless: true }, SETTING);
    expect([body.ownerless, body.party, body.signatures]).toEqual([true, null, []]);
  });

  it("has no signature of an officer who is not there any more", () => {
    expect(signersOf({ ...whole(), officers: [ME] })).toEqual(["party", "witness", ME]);
  });
});
