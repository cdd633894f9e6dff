"""Who may do what with welfare referrals; read as tests/access/matrix.py says. F made them, W may read them."""

REFERRALS = """
GET   referrals.write         meeting draft       F,D=refused  hidden
GET   referrals.write         meeting announced   F           refused
POST  referrals.write         meeting announced   F=conflict  refused
GET   referrals.write         meeting running     F           refused
POST  referrals.write         meeting running     F           refused
POST  referrals.write         meeting ended       F           refused
POST  referrals.write         meeting published   F=conflict  refused
POST  referrals.move          meeting running     F           refused
POST  referrals.move          meeting ended       F           refused
POST  referrals.move          meeting published   F=conflict  refused
GET   referrals.mine          -                   names       refused
GET   referrals.inbox         dong                W           refused
GET   referrals.show          referral new        FW          hidden
GET   referrals.show          referral done       FW          hidden
POST  referrals.look          referral new        W,F=refused  hidden
POST  referrals.look          referral done       W,F=refused  hidden
POST  referrals.step          referral new        W=conflict,F=refused  hidden
POST  referrals.step          referral seen       W,F=refused  hidden
POST  referrals.step          referral done       W,F=refused  hidden
"""
