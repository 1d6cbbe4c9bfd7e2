"""The squads' figures: names, definitions, values, and the records behind them."""
