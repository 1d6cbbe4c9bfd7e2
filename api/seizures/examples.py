"""Seizures as examples of the interface."""

from typing import Any

_OFFICERS = ["018f3a52-6b00-7c11-9a01-5d0c6e1f0101", "018f3a52-6b00-7c11-9a01-5d0c6e1f0102"]

EXAMPLES: dict[str, Any] = {
    "emergency": {
        "summary": "Gear seized at once, the party refused to sign",
        "value": {
            "incident_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0001",
            "number": "新综执扣〔2022〕第0108号",
            "measure": "emergency_seizure",
            "at": "2022-10-08T02:05:00+08:00",
            "officers": _OFFICERS,
            "party": 1,
            "items": [
                {
                    "number": 1,
                    "kind": "rod",
                    "quantity": 2,
                    "unit": "支",
                    "condition": "完好",
                    "seal_number": "F-220108-1",
                    "storage_place": "巡查艇",
                },
                {
                    "number": 2,
                    "kind": "ground_cage",
                    "quantity": 3,
                    "unit": "条",
                    "condition": "网衣破损",
                    "seal_number": "F-220108-2",
                    "storage_place": "巡查艇",
                },
            ],
            "signatures": [
                {
                    "signer": "party",
                    "at": "2022-10-08T02:10:00+08:00",
                    "refused": True,
                    "recorded_by": _OFFICERS[0],
                    "reason": "当事人拒绝签名",
                }
            ],
        },
    },
    "ownerless": {
        "summary": "A ground cage without an owner",
        "value": {
            "incident_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0001",
            "number": "新综执扣〔2022〕第0109号",
            "measure": "preservation",
            "at": "2022-10-08T03:20:00+08:00",
            "officers": _OFFICERS,
            "ownerless": True,
            "items": [
                {
                    "number": 1,
                    "kind": "ground_cage",
                    "quantity": 1,
                    "unit": "条",
                    "storage_place": "巡查艇",
                }
            ],
        },
    },
}
