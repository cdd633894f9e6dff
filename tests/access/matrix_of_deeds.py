"""Who may do what with commitments; read as tests/access/matrix.py says. A came to the meeting, R did not."""

DEEDS = """
GET   deeds.desk              dong                  D           refused
GET   deeds.of_request        commitment promised   all         -
GET   deeds.of_request        report sent           none        hidden
GET   deeds.show              commitment promised   all         -
GET   deeds.show              commitment done       all         -
GET   deeds.show              commitment cut        all         -
GET   deeds.show              commitment tried      all         -
GET   deeds.photo             commitment promised   all         -
GET   deeds.progress          commitment promised   D           refused
POST  deeds.progress          commitment promised   D           refused
POST  deeds.progress          commitment cut        D=conflict  refused
POST  deeds.remove_photo      commitment promised   D           refused
GET   deeds.milestones        commitment promised   D           refused
POST  deeds.milestones        commitment promised   D           refused
POST  deeds.milestones        commitment done       D=conflict  refused
POST  deeds.complete          commitment promised   D           refused
POST  deeds.drop_milestone    commitment promised   D           refused
GET   deeds.edit              commitment promised   D           refused
POST  deeds.edit              commitment promised   D           refused
POST  deeds.edit              commitment done       D=conflict  refused
GET   deeds.end               commitment promised   D           refused
POST  deeds.end               commitment promised   D           refused
POST  deeds.end               commitment cut        D=conflict  refused
GET   deeds.reopen            commitment cut        D           refused
POST  deeds.reopen            commitment cut        D           refused
POST  deeds.reopen            commitment promised   D=conflict  refused
GET   deeds.trial             commitment promised   D           refused
POST  deeds.trial             commitment promised   D           refused
POST  deeds.trial             commitment tried      D=conflict  refused
GET   deeds.decide_trial      commitment tried      D           refused
POST  deeds.decide_trial      commitment tried      D           refused
GET   deeds.check             check open            all         -
GET   deeds.check             check closed          all         -
POST  deeds.check             check open            A           refused
POST  deeds.check             check closed          none        refused
GET   deeds.paper             check open            F           refused
POST  deeds.paper             check open            F           refused
POST  deeds.paper             check closed          none        refused
"""
