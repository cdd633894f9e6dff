"""The transferable vote as its two rules are told: one paper after the other, slow, with nothing of the kernel."""

from decimal import ROUND_DOWN, ROUND_UP, Decimal

from tests.polls.methods.plain_rankings import drawn, lines

FIVE, NINE = Decimal("0.00001"), Decimal("0.000000001")


def scottish(ballots, options, order, seats):
    """Every paper by itself, with its value."""
    return _Scottish(lines(ballots, options), options, order, seats).elected


class _Scottish:
    def __init__(self, papers, options, order, seats):
        self.papers = [[paper, Decimal(1), paper[0]] for paper in papers]  # preferences, value, who holds it
        self.options, self.order, self.seats = options, order, seats
        self.quota = len(papers) // (seats + 1) + 1
        self.continuing, self.elected, self.surpluses, self.kept = list(options), [], [], []
        self.history = []
        while papers and not self.stage():
            pass

    def stage(self):
        """Who has the quota, then one surplus or one exclusion; whether that was all."""
        now = self.votes()
        reached = self.most_first(o for o in self.continuing if now[o] >= self.quota)
        self.elected += reached
        self.surpluses += [o for o in reached if now[o] > self.quota]
        self.continuing = [o for o in self.continuing if o not in reached]
        self.history.insert(0, now)
        if len(self.elected) >= self.seats or not self.continuing:
            return True
        if len(self.elected) + len(self.continuing) <= self.seats:
            self.elected += self.most_first(self.continuing)
            return True
        if self.surpluses:
            self.pass_on_surplus(now)
        else:
            self.exclude(now)
        return False

    def votes(self):
        held = {o: sum((value for _, value, holder in self.papers if holder == o), Decimal(0)) for o in self.options}
        return held | dict.fromkeys(self.kept, Decimal(self.quota))

    def most_first(self, options):
        now = self.votes()
        return sorted(options, key=lambda option: (-now[option], option))

    def look_back(self, equal, best, place):
        """The latest stage at which they differed, then the order."""
        for past in self.history:
            figure = best(past[o] for o in equal)
            equal = [o for o in equal if past[o] == figure]
        return drawn(equal, self.order, place)

    def pass_on_surplus(self, now):
        most = max(now[o] for o in self.surpluses)
        option = self.look_back([o for o in self.surpluses if now[o] == most], max, 0)
        self.surpluses.remove(option)
        self.kept.append(option)
        for paper in self.papers:
            if paper[2] == option:
                paper[1] = ((most - self.quota) * paper[1] / most).quantize(FIVE, ROUND_DOWN)
        self.move(option)

    def exclude(self, now):
        fewest = min(now[o] for o in self.continuing)
        equal = [o for o in self.continuing if now[o] == fewest]
        left = len(self.continuing) - len(equal)
        all_go = fewest == 0 and left >= self.seats - len(self.elected)
        option = equal[0] if all_go else self.look_back(equal, min, -1)
        self.continuing.remove(option)
        self.move(option)

    def move(self, option):
        for paper in self.papers:
            if paper[2] == option:
                paper[2] = next((o for o in paper[0] if o in self.continuing), None)


def meek(ballots, options, order, seats):
    """Every ballot by itself, to nine places; what is kept is rounded up."""
    return _Meek(lines(ballots, options), options, order, seats).elected


class _Meek:
    def __init__(self, papers, options, order, seats):
        self.papers, self.options, self.order, self.seats = papers, options, order, seats
        self.keep = dict.fromkeys(options, Decimal(1))
        self.continuing, self.elected = list(options), []
        while papers and len(self.elected) < seats < len(self.elected) + len(self.continuing):
            self.round()
        if papers and len(self.elected) < seats:
            self.elect(self.share_out()[0], self.continuing)

    def share_out(self):
        """Votes, and the quota just above an equal part of them."""
        votes = dict.fromkeys(self.options, Decimal(0))
        for paper in self.papers:
            rest = Decimal(1)
            for option in paper:
                part = (rest * self.keep[option]).quantize(NINE, ROUND_UP)
                votes[option] += part
                rest -= part
        return votes, (sum(votes.values()) / (self.seats + 1)).quantize(NINE, ROUND_DOWN) + NINE

    def elect(self, votes, options):
        self.elected += sorted(options, key=lambda option: (-votes[option], option))
        self.continuing = [o for o in self.continuing if o not in self.elected]

    def round(self):
        """Share out until somebody is elected, or there is no surplus and one is excluded."""
        before = None
        while True:
            votes, quota = self.share_out()
            reached = [o for o in self.continuing if votes[o] >= quota]
            self.elect(votes, reached)
            surplus = sum((votes[o] - quota for o in self.elected if votes[o] > quota), Decimal(0))
            if reached:
                return
            if surplus < Decimal("0.000001") or (before is not None and surplus >= before):
                self.exclude(votes, surplus)
                return
            before = surplus
            for o in self.elected:
                self.keep[o] = ((self.keep[o] * quota).quantize(NINE, ROUND_UP) / votes[o]).quantize(NINE, ROUND_UP)

    def exclude(self, votes, surplus):
        lowest = min(votes[o] for o in self.continuing)
        without = [o for o in self.continuing if votes[o] == 0]
        all_go = without and len(self.continuing) - len(without) >= self.seats - len(self.elected)
        equal = without[:1] if all_go else [o for o in self.continuing if votes[o] <= lowest + surplus]
        gone = drawn(equal, self.order, -1)
        self.continuing.remove(gone)
        self.keep[gone] = Decimal(0)
