"""Who may do what at the desk of a dong centre; read as tests/access/matrix.py says: officers of the centre alone."""

DESK = """
GET   desk.folder           report draft        none        hidden
GET   desk.folder           report sent         D           refused
GET   desk.folder           report answered     D           refused
POST  desk.notes            report draft        none        hidden
POST  desk.notes            report sent         D           refused
POST  desk.notes            report answered     D           refused
POST  desk.assign           report draft        none        hidden
POST  desk.assign           report sent         D           refused
POST  desk.assign           report answered     none        refused
GET   desk.ask_section      report draft        none        hidden
GET   desk.ask_section      report sent         D           refused
POST  desk.ask_section      report sent         D           refused
POST  desk.ask_section      report answered     none        refused
GET   desk.opinion          opinion back        D           refused
POST  desk.opinion          opinion back        D           refused
GET   desk.templates        dong                D           refused
GET   desk.add_template     dong                D           refused
POST  desk.add_template     dong                D           refused
GET   desk.template         template            D           refused
POST  desk.template         template            D           refused
POST  desk.remove_template  template            D           refused
GET   desk.answer_together  dong                D           refused
POST  desk.answer_together  dong                D           refused
"""
