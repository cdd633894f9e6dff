"""Who may have news sent where; read as tests/access/matrix.py says. An address is its owner's alone."""

HOOKS = """
GET   hooks.index         -                 names     refused
GET   hooks.make          -                 FDPfd     refused
POST  hooks.make          -                 FDPfd     refused
GET   hooks.show          webhook officers  D         hidden
GET   hooks.show          webhook paused    F         hidden
POST  hooks.try_out       webhook officers  D         hidden
POST  hooks.try_out       webhook paused    F=refused  hidden
POST  hooks.pause         webhook officers  D         hidden
POST  hooks.pause         webhook paused    F         hidden
POST  hooks.resume        webhook officers  D         hidden
POST  hooks.resume        webhook paused    F         hidden
POST  hooks.renew_secret  webhook officers  D         hidden
POST  hooks.redeliver     webhook officers  D         hidden
POST  hooks.redeliver     webhook paused    F=refused  hidden
POST  hooks.remove        webhook officers  D         hidden
POST  hooks.remove        webhook paused    F         hidden
"""
