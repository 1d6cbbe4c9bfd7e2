"""Firms: their records, service and guidance, checks and combined visits, plan and figures."""
