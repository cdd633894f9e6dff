"""The lines of who is there and who decides; how to read them stands in tests/access/matrix.py."""

PRESENCE = """
GET   meetings.attendance     meeting draft       FD    hidden
GET   meetings.attendance     meeting running     FD    refused
GET   meetings.attendance     meeting published   FD    refused
POST  meetings.check_in       meeting running     FD    refused
POST  meetings.check_in       meeting draft       FD=conflict  hidden
POST  meetings.check_in_by_number  meeting running  FD    refused
GET   meetings.arrival        meeting draft       FD    hidden
GET   meetings.arrival        meeting running     all   -
POST  meetings.confirm_arrival  meeting running   FD    refused
POST  meetings.confirm_arrival  meeting draft     FD=conflict  hidden
POST  meetings.confirm_arrival  meeting ended     FD=conflict  refused
GET   documents.check_in_qr   meeting draft       F,D=refused  hidden
GET   documents.check_in_qr   meeting announced   RAFO  refused
POST  meetings.admit          meeting running     FD    refused
POST  meetings.admit          meeting published   FD=conflict  refused
POST  meetings.leave          meeting running     FD    refused
POST  meetings.come_back      meeting running     FD    refused
POST  meetings.undo_check_in  meeting running     FD    refused
GET   meetings.door           meeting draft       FD    hidden
GET   meetings.door           meeting running     all   -
GET   documents.door_qr       meeting draft       FD    hidden
GET   documents.door_qr       meeting running     all   -
POST  meetings.knock          meeting draft       FD=conflict  hidden
POST  meetings.knock          meeting running     all   -
POST  meetings.let_in         meeting running     FD    refused
POST  meetings.let_in         meeting ended       FD=conflict  refused
POST  meetings.turn_away      meeting running     FD    refused
POST  meetings.join_remotely  meeting running     RAFO  refused
POST  meetings.join_remotely  meeting ended       RAFO=conflict  refused
POST  meetings.join_remotely  meeting draft       F=conflict,D=refused  hidden
POST  meetings.leave_remotely  meeting running    O,R=conflict,AF=hidden  refused
POST  meetings.step_aside     meeting running     RO,AF=conflict  refused
POST  meetings.step_aside     meeting ended       RO=conflict,AF=conflict  refused
GET   meetings.recusals       meeting running     F     refused
GET   meetings.recusals       meeting draft       F,D=refused  hidden
POST  meetings.recusals       meeting running     F     refused
POST  meetings.recusals       meeting ended       F=conflict  refused
POST  meetings.take_back_recusal  meeting running  F    refused
POST  meetings.take_back_recusal  meeting ended   F=conflict  refused
"""
