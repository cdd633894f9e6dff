"""The lines of what is prepared before a meeting; how to read them stands in tests/access/matrix.py."""

BEFORE_MEETINGS = """
POST  meetings.book           meeting announced   RAFO  refused
POST  meetings.book           meeting draft       F=conflict,D=refused  hidden
POST  meetings.book           meeting running     RAFO=conflict  refused
POST  meetings.give_back      meeting announced   RAFO  refused
POST  meetings.give_back      meeting draft       F=conflict,D=refused  hidden
GET   meetings.access_needs   meeting draft       FD    hidden
GET   meetings.access_needs   meeting announced   FD    refused
GET   meetings.postings       meeting draft       FD    hidden
GET   meetings.postings       meeting announced   FD    refused
POST  meetings.postings       meeting announced   FD    refused
POST  meetings.postings       meeting draft       FD=conflict  hidden
POST  meetings.postings       meeting published   FD=conflict  refused
GET   meetings.posting_photo  meeting draft       FD    hidden
GET   meetings.posting_photo  meeting announced   all   -
POST  meetings.take_down      meeting announced   FD    refused
POST  meetings.take_down      meeting published   FD=conflict  refused
POST  meetings.convene_usual  council active      F     refused
POST  meetings.convene_usual  council gathering   none  refused
GET   meetings.invitees       meeting draft       F,D=refused   hidden
GET   meetings.invitees       meeting announced   F     refused
POST  meetings.invitees       meeting draft       F,D=refused   hidden
POST  meetings.invitees       meeting announced   F     refused
POST  meetings.invitees       meeting published   F=conflict  refused
POST  meetings.invite         meeting draft       F,D=refused   hidden
POST  meetings.invite         meeting announced   F     refused
POST  meetings.uninvite       meeting announced   F     refused
POST  meetings.drop_invitee   meeting announced   F     refused
POST  meetings.drop_invitee   meeting published   F=conflict  refused
GET   documents.pack          meeting draft       FD    hidden
GET   documents.pack          meeting announced   all   -
GET   documents.pack          meeting cancelled   all   -
GET   documents.pack          meeting dropped     FD    hidden
GET   documents.council_calendar  council active  all   -
GET   documents.sign_in_sheet     meeting draft      FD    hidden
GET   documents.sign_in_sheet     meeting announced  FD    refused
GET   documents.sign_in_sheet     meeting published  FD    refused
GET   documents.hand_count_sheet  meeting draft      FD    hidden
GET   documents.hand_count_sheet  meeting announced  all   -
GET   documents.paper_forms       meeting draft      FD    hidden
GET   documents.paper_forms       meeting announced  all   -
"""
