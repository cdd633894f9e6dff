"""Who may do what with the plans of a dong; read as tests/access/matrix.py says. They belong to its assembly."""

PLANS = """
GET   plans.index             assembly              all         -
GET   plans.draft             assembly              F           refused
POST  plans.draft             assembly              F           refused
GET   plans.draft             council active        none        refused
GET   plans.show              plan draft            all         -
GET   plans.show              plan under_way        all         -
GET   plans.versions          plan sent             all         -
GET   plans.version           plan sent             all         -
GET   plans.cap               plan draft            F           refused
POST  plans.cap               plan draft            F           refused
POST  plans.cap               plan sent             F=conflict  refused
GET   plans.sources           plan draft            F           refused
POST  plans.take_bought       plan draft            F           refused
POST  plans.take_proposal     plan draft            F           refused
GET   plans.add_item          plan draft            F           refused
POST  plans.add_item          plan draft            F           refused
POST  plans.add_item          plan sent             F=conflict  refused
GET   plans.edit_item         plan draft            F           refused
POST  plans.edit_item         plan draft            F           refused
POST  plans.remove_item       plan draft            F           refused
POST  plans.remove_item       plan sent             F=conflict  refused
GET   plans.dates             plan draft            FD          refused
POST  plans.dates             plan draft            FD          refused
GET   plans.adopt             plan draft            F           refused
POST  plans.adopt             plan draft            F           refused
GET   plans.take_back         plan adopted          F           refused
POST  plans.take_back         plan adopted          F           refused
GET   plans.transmission      plan adopted          F           refused
POST  plans.send              plan adopted          F           refused
POST  plans.send              plan draft            F=conflict  refused
GET   plans.judge             plan sent             D           refused
POST  plans.judge             plan sent             D           refused
POST  plans.judge             plan draft            D=conflict  refused
POST  plans.finish_review     plan judged           D           refused
POST  plans.finish_review     plan draft            D=conflict  refused
GET   plans.say               plan reviewed         F           refused
POST  plans.say               plan reviewed         F           refused
POST  plans.finalise          plan accepted         F           refused
POST  plans.finalise          plan draft            F=conflict  refused
POST  plans.start             plan final            FD          refused
GET   plans.spend             plan under_way        FD          refused
POST  plans.spend             plan under_way        FD          refused
GET   plans.promise_item      plan final            D           refused
POST  plans.promise_item      plan final            D           refused
POST  plans.promise_item      plan draft            D=conflict  refused
GET   plans.of_commitment     plan promised         all         -
GET   plans.link_commitment   plan under_way        FD          refused
POST  plans.link_commitment   plan under_way        FD          refused
POST  plans.settle            plan under_way        FD          refused
POST  plans.settle            plan draft            FD=conflict  refused
GET   plans.terms             -                     all         -
GET   plans.add_term          -                     P           refused
POST  plans.add_term          -                     P           refused
GET   documents.plan          plan draft            all         -
GET   documents.plan          plan sent             all         -
GET   documents.plan_calendar    plan adopted       all         -
GET   documents.plan_settlement  plan draft         none        hidden
GET   documents.plan_settlement  plan under_way     all         -
"""
