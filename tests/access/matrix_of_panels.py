"""Who may do what with panels that are drawn by lot; read as tests/access/matrix.py says."""

PANELS = """
GET   panels.index              council active     all    -
GET   panels.consent            council active     RAFO   refused
POST  panels.consent            council active     RAFO   refused
GET   panels.consent            council gathering  none   refused
POST  panels.withdraw_consent   council active     RAFO   refused
GET   panels.prepare            council active     F      refused
POST  panels.prepare            council active     F      refused
GET   panels.show               panel draft        FD     hidden
GET   panels.show               panel announced    all    -
GET   panels.show               panel drawn        all    -
GET   panels.edition            panel draft        F,D=refused  hidden
POST  panels.edition            panel draft        F,D=refused  hidden
GET   panels.edition            panel announced    none   refused
POST  panels.edition            panel announced    none   refused
POST  panels.announce           panel draft        F,D=refused  hidden
POST  panels.announce           panel announced    none   refused
GET   panels.drawing            panel draft        FD=refused   hidden
POST  panels.drawing            panel draft        FD=refused   hidden
GET   panels.drawing            panel announced    F      refused
POST  panels.drawing            panel announced    F      refused
GET   panels.drawing            panel drawn        none   refused
GET   panels.lot                panel draft        none   hidden
GET   panels.lot                panel announced    all    -
GET   panels.lot                panel drawn        all    -
POST  panels.answer             panel drawn        A      refused
POST  panels.told               panel drawn        F      refused
POST  panels.attendance         panel announced    none   refused
POST  panels.attendance         panel drawn        F      refused
GET   panels.statement          panel announced    none   refused
GET   panels.statement          panel drawn        F      refused
POST  panels.statement          panel drawn        F      refused
"""
