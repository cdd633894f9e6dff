"""The lines of minutes; tests/access/matrix.py says how to read them. Resident R was at the meetings, A was not."""

MINUTES = """
GET   meetings.minutes        minutes draft       FD    refused
GET   meetings.minutes        minutes shown       FDR   refused
GET   meetings.minutes        minutes approved    FDR   refused
GET   meetings.minutes        minutes sealed      all   -
GET   meetings.sealed         minutes sealed      all   -
GET   meetings.sealed         minutes approved    FDR=hidden  refused
GET   documents.minutes       minutes draft       FD    refused
GET   documents.minutes       minutes shown       FDR   refused
GET   documents.minutes       minutes sealed      all   -
GET   meetings.line           minutes draft       F     refused
GET   meetings.line           minutes shown       F     refused
POST  meetings.line           minutes draft       F     refused
POST  meetings.line           minutes shown       F     refused
POST  meetings.line           minutes sealed      F=conflict  refused
GET   meetings.add_line       minutes draft       F     refused
POST  meetings.add_line       minutes draft       F     refused
POST  meetings.add_line       minutes approved    F=conflict  refused
POST  meetings.strike_line    minutes draft       F     refused
POST  meetings.strike_line    minutes sealed      F=conflict  refused
POST  meetings.restore_line   minutes draft       F     refused
POST  meetings.restore_line   minutes approved    F=conflict  refused
POST  meetings.show_minutes   minutes draft       F     refused
POST  meetings.show_minutes   minutes sealed      F=conflict  refused
GET   meetings.propose_correction  minutes draft  none  refused
GET   meetings.propose_correction  minutes shown  R     refused
POST  meetings.propose_correction  minutes shown  R     refused
POST  meetings.propose_correction  minutes over   R=conflict  refused
GET   meetings.correction     minutes shown       FDR   refused
GET   meetings.correction     minutes sealed      FDR   refused
POST  meetings.accept_correction   minutes shown  F     refused
POST  meetings.accept_correction   minutes over   F=conflict  refused
POST  meetings.decline_correction  minutes shown  F     refused
POST  meetings.decline_correction  minutes sealed  F=conflict  refused
POST  meetings.approve_minutes     minutes over   FD    refused
POST  meetings.approve_minutes     minutes shown  FD=conflict  refused
POST  meetings.reopen_minutes      minutes approved  FD  refused
POST  meetings.reopen_minutes      minutes sealed    FD=conflict  refused
POST  meetings.publish        minutes approved    F     refused
POST  meetings.publish        minutes over        F=conflict  refused
GET   meetings.addendum       minutes sealed      F     refused
POST  meetings.addendum       minutes sealed      F     refused
POST  meetings.addendum       minutes approved    F=conflict  refused
"""
