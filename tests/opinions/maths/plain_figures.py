"""The figures once more, slowly: one person and one statement after the other, from lists, without numpy."""

from math import hypot, sqrt

SURE = 1.2816


def tallied(answers, column, people):
    """Agrees, disagrees and answers of these people to this statement; None is no answer."""
    given = [answers[person][column] for person in people if answers[person][column] is not None]
    return given.count(1), given.count(-1), len(given)


def p(count, seen):
    return (count + 1) / (seen + 2)


def z(count, seen):
    return 2 * sqrt(seen + 1) * ((count + 1) / (seen + 1) - 1 / 2)


def two_z(count, seen, other, other_seen):
    x, m, y, n = count + 1, seen + 1, other + 1, other_seen + 1
    both = (x + y) / (m + n)
    return 0.0 if both == 1 else (x / m - y / n) / sqrt(both * (1 - both) * (1 / m + 1 / n))


def direction(count, seen, other, other_seen):
    """p, z, R and its z of one direction."""
    share = p(count, seen)
    return share, z(count, seen), share / p(other, other_seen), two_z(count, seen, other, other_seen)


def described(answers, column, inside, others):
    """Both directions of a statement for a group, and how many spoke."""
    agrees, disagrees, seen = tallied(answers, column, inside)
    o_agrees, o_disagrees, o_seen = tallied(answers, column, others)
    return {
        "column": column,
        "spoke": agrees + disagrees,
        True: direction(agrees, seen, o_agrees, o_seen),
        False: direction(disagrees, seen, o_disagrees, o_seen),
    }


def product(figures):
    share, sure, r, r_sure = figures
    return r * r_sure * share * sure


def stands(answers, inside, others, columns):
    """The representative set of a group: (statement, agree?) in order."""
    rows = [described(answers, column, inside, others) for column in columns]
    best = None
    for row in rows:
        share, sure, r, _ = row[True]
        if not row["spoke"]:
            continue
        if best is None:
            best = row if sure > SURE or (r > 1 and share > 0.5) else None
        elif best[True][2] > 1:
            best = row if product(row[True]) > product(best[True]) else best
        else:
            best = row if share * sure > best[True][0] * best[True][1] else best
    fit = [row for row in rows if any(row[way][1] > SURE and row[way][3] > SURE for way in (True, False))]
    head = [(best["column"], True)] if best else []
    if not fit:
        most = max(rows, key=lambda row: max(row[True][3], row[False][3]))
        return head or [(most["column"], most[True][3] > most[False][3])]
    ways = [(row, row[True][3] > row[False][3]) for row in fit]
    ways.sort(key=lambda pair: -product(pair[0][pair[1]]))
    chosen = (head + [(row["column"], way) for row, way in ways if row is not best])[:5]
    return [one for one in chosen if one[1]] + [one for one in chosen if not one[1]]


def silhouette(points, labels):
    """The mean silhouette, pair by pair."""
    widths = []
    for one, point in enumerate(points):
        near = {}
        for other, place in enumerate(points):
            if other != one:
                near.setdefault(labels[other], []).append(hypot(point[0] - place[0], point[1] - place[1]))
        own = near.pop(labels[one], None)
        if own is None:
            widths.append(0.0)
            continue
        a, b = sum(own) / len(own), min(sum(far) / len(far) for far in near.values())
        widths.append((b - a) / max(a, b) if max(a, b) else 0.0)
    return sum(widths) / len(widths)


def adjusted_rand(one, other):
    """The adjusted Rand index, pair by pair."""
    pairs = [(i, j) for i in range(len(one)) for j in range(i)]
    together = [(one[i] == one[j], other[i] == other[j]) for i, j in pairs]
    both, first, second = (sum(map(part, together)) for part in (all, lambda t: t[0], lambda t: t[1]))
    expected = first * second / len(pairs)
    most = (first + second) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)
