"""Who may do what with files of answers; read as tests/access/matrix.py says."""

FILES = """
GET   decisions.files             file draft         D      refused
GET   decisions.files             file out           D      refused
GET   decisions.files             request withdrawn  none   refused
GET   decisions.files             report draft       F=refused  hidden
POST  decisions.files             file draft         D      refused
POST  decisions.files             file out           D      refused
POST  decisions.files             request withdrawn  none   refused
POST  decisions.remove_file       file draft         D      refused
POST  decisions.remove_file       file out           D      refused
GET   decisions.answer_file       file draft         D      hidden
GET   decisions.answer_file       file out           all    -
GET   decisions.answer_file       file held          D      hidden
POST  decisions.search_file       file draft         D      hidden
POST  decisions.search_file       file out           D      refused
POST  decisions.clear_finds       file held          D      hidden
GET   decisions.take_down         file draft         D=refused  hidden
GET   decisions.take_down         file out           D      refused
GET   decisions.take_down         file held          D      hidden
POST  decisions.take_down         file draft         D=refused  hidden
POST  decisions.take_down         file out           D      refused
POST  decisions.take_down         file held          D      hidden
GET   decisions.search_pauses     -                  P      refused
POST  decisions.search_pauses     -                  P      refused
POST  decisions.resume_search     -                  P      refused
"""
