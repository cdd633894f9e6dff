"""Who may do what with requests on their way and with their kinds; read as tests/access/matrix.py says.

A wrote the proposal behind the request that waits for a supplement.
"""

REQUESTS = """
GET   decisions.kinds         -                   all    -
GET   decisions.add_kind      -                   P      refused
POST  decisions.add_kind      -                   P      refused
POST  decisions.end_kind      kind own            P      refused
POST  decisions.end_kind      kind national       P=conflict  refused
GET   decisions.supplement    report draft        F=refused  hidden
GET   decisions.supplement    report sent         D      refused
POST  decisions.supplement    report sent         D      refused
POST  decisions.supplement    report answered     none   refused
POST  decisions.supplement    request asked       D=conflict  refused
GET   decisions.supply        request asked       AF     refused
POST  decisions.supply        request asked       AF     refused
POST  decisions.supply        report sent         F=conflict  refused
POST  decisions.supply        report draft        F=refused  hidden
GET   decisions.extension     report sent         D      refused
POST  decisions.extension     report sent         D      refused
POST  decisions.extension     request asked       D=conflict  refused
POST  decisions.extension     report answered     none   refused
GET   decisions.consent       request consent     F      refused
POST  decisions.consent       request consent     F      refused
POST  decisions.consent       report sent         F=conflict  refused
GET   decisions.transfer      report sent         D      refused
POST  decisions.transfer      report sent         D      refused
POST  decisions.transfer      report draft        F=refused  hidden
POST  decisions.transfer      report answered     none   refused
GET   decisions.progress      report sent         D      refused
POST  decisions.progress      report sent         D      refused
GET   decisions.request       request asked       all    -
GET   decisions.request       request consent     all    -
GET   home.request_matter     report draft        none   hidden
GET   home.request_matter     report sent         all    -
GET   home.request_matter     request asked       all    -
GET   documents.request_matter_qr  report draft   none   hidden
GET   documents.request_matter_qr  report sent    all    -
"""
