"""Example bodies of incidents."""

from typing import Any

EXAMPLES: dict[str, Any] = {
    "angling": {
        "summary": "Anglers persuaded to leave, their rods held",
        "value": {
            "point": {"lon": 120.99, "lat": 29.47},
            "accuracy_m": 6,
            "placed_by": "gps",
            "occurred_at": "2022-10-08T01:40:00+08:00",
            "category": "angling",
            "source": "patrol",
            "narrative": "岭根村岸段，两人夜钓，当场劝离。",
            "outcomes": [{"kind": "persuaded", "people": 2}, {"kind": "seized"}],
            "seized": [{"kind": "rod", "quantity": 2}],
            "persons": [{"name": "垂钓者甲", "plate": "浙D·00000"}, {"note": "同行，姓名不详"}],
        },
    },
    "ownerless": {
        "summary": "Ground cages without an owner, seen by a camera",
        "value": {
            "point": {"lon": 120.985, "lat": 29.468},
            "placed_by": "map",
            "occurred_at": "2022-10-08T03:10:00+08:00",
            "category": "netting",
            "source": "camera",
            "outcomes": [{"kind": "fled", "people": None, "note": "人员逃离"}],
            "seized": [{"kind": "ground_cage", "quantity": 3, "unit": "set", "note": "无主"}],
        },
    },
    "case": {
        "summary": "A case filed by the simple procedure, and the boat handed to another agency",
        "value": {
            "point": {"lon": 120.992, "lat": 29.471},
            "placed_by": "gps",
            "occurred_at": "2022-10-08T02:30:00+08:00",
            "category": "electrofishing",
            "source": "patrol",
            "outcomes": [
                {"kind": "ordered", "people": 1},
                {
                    "kind": "filed_simple",
                    "people": None,
                    "fine_yuan": 200,
                    "at": "2022-10-08T03:00:00+08:00",
                },
                {"kind": "transferred", "agency": "agriculture", "note": "船只一并移交"},
            ],
            "seized": [{"kind": "electro_set", "quantity": 1}],
        },
    },
    "outside_county": {
        "summary": "Far outside the county, and a person says that this is meant",
        "value": {
            "point": {"lon": 120.2, "lat": 30.25},
            "placed_by": "map",
            "occurred_at": "2022-10-08T10:00:00+08:00",
            "category": "boating",
            "source": "joint",
            "confirmed": ["outside_county"],
        },
    },
}
