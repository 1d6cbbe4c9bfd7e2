"""What one officer's whole roster costs; it mirrors the rules of the checker."""

from geo_patrol.coverage.jit import inner
from geo_patrol.roster.anneal.tables import LinePrices, SumPrices
from geo_patrol.roster.frame import BEFORE, OFF, WORKED, Ints

_LONG_AGO = 1000


@inner
def line_price(state: Ints, who: int, line: LinePrices, sums: SumPrices) -> int:
    """Return the price of an officer's days, ``state`` (o, BEFORE + d)."""
    most_run, most_nights = line.limits[who, 0], line.limits[who, 1]
    least_run, least_off = line.limits[who, 2], line.limits[who, 3]
    price = 0
    run, nights, off, since_nights = 0, 0, 0, _LONG_AGO
    run_counts, off_counts, was_off, did_work = False, False, False, False
    for at in range(line.begin[who], state.shape[1]):
        shift, day = state[who, at], at - BEFORE
        if shift >= 0 or shift == WORKED:
            night = line.night_before[who, at] if day < 0 else sums.night[shift]
            if off and off_counts and off < least_off and day >= 0:
                price += line.per[3] * (least_off - off)
            off = 0
            if run == 0:
                run_counts = was_off
            run += 1
            if nights and not night:
                nights, since_nights = 0, 0
            if since_nights < line.off_after and day >= 0:
                price += line.per_off_after * (line.off_after - since_nights)
            since_nights = _LONG_AGO
            nights += night
            if day >= 0:
                price += line.per[0] * (run > most_run) + line.per[1] * (
                    night and nights > most_nights
                )
            was_off, did_work = False, True
        else:
            if nights:
                nights, since_nights = 0, 0
            if run and run_counts and shift == OFF and run < least_run and day >= 0:
                price += line.per[2] * (least_run - run)
            run = 0
            if shift == OFF:
                if off == 0:
                    off_counts = did_work
                off += 1
            else:
                off = 0
            was_off, did_work = shift == OFF, False
        since_nights += 1
    return price + _follow_price(state, who, line) + _sum_price(state, who, sums)


@inner
def _follow_price(state: Ints, who: int, line: LinePrices) -> int:
    """Return what shifts cost that follow each other too soon, or in a wrong order."""
    price, last, last_day = 0, -1, 0
    for day in range(state.shape[1] - BEFORE):
        shift = state[who, BEFORE + day]
        if shift < 0:
            continue
        if last < 0:
            if day < line.first.shape[1]:
                price += line.first[who, day, shift]
        elif day - last_day <= line.gaps.shape[0]:
            price += line.gaps[day - last_day - 1, last, shift]
        last, last_day = shift, day
    return price


@inner
def _sum_price(state: Ints, who: int, sums: SumPrices) -> int:
    """Return what nights, weekends, hours and shifts of a kind cost that are too many, or few."""
    nights, weekends, holidays, length, weeks, week = 0, 0, 0, 0, 0, -1
    n_days, n_shifts = state.shape[1] - BEFORE, len(sums.length)
    price = 0
    for day in range(n_days):
        shift = state[who, BEFORE + day]
        if shift < 0:
            continue
        nights += sums.night[shift]
        weekends += sums.weekend[day]
        holidays += sums.holiday[day]
        length += sums.length[shift]
        if sums.week[day] >= 0 and sums.week[day] != week:
            week = sums.week[day]
            weeks += 1
    for shift in range(n_shifts):
        if sums.is_limited[who, shift]:
            count = 0
            for day in range(n_days):
                count += state[who, BEFORE + day] == shift
            price += sums.by_shift[who, shift, count]
    price += sums.by_nights[who, nights] + sums.by_weekends[who, weekends]
    price += sums.by_holidays[who, holidays] + sums.by_weeks[who, weeks]
    return int(price + sums.by_length[who, length])
