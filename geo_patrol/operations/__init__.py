"""Campaigns 集中整治 and joint operations 联合执法, what belongs to them, and cases handed on."""
