"""The lines of divisions and temperatures on phones; how to read them stands in tests/access/matrix.py."""

DIVISIONS = """
GET   meetings.put_to_vote        meeting running   F  refused
GET   meetings.put_to_vote        meeting draft     F,D=refused  hidden
POST  meetings.put_to_vote        meeting running   F  refused
POST  meetings.put_to_vote        meeting ended     F=conflict  refused
POST  meetings.put_to_vote        meeting dividing  F=conflict  refused
GET   meetings.division           meeting dividing  F  refused
GET   meetings.division           meeting counting  F  refused
POST  meetings.division           meeting dividing  F=conflict  refused
POST  meetings.division           meeting counting  F  refused
POST  meetings.close_phones       meeting dividing  F  refused
POST  meetings.close_phones       meeting counting  F  refused
POST  meetings.withdraw_division  meeting dividing  F  refused
POST  meetings.hand_out           meeting dividing  F  refused
POST  meetings.hand_out           meeting counting  F  refused
POST  meetings.take_back_slip     meeting dividing  F  refused
GET   meetings.voices             meeting dividing  F  refused
POST  meetings.answer             meeting dividing  R,AFO=conflict  refused
POST  meetings.answer             meeting counting  RAFO=conflict  refused
POST  meetings.begin_thermometer  meeting running   F  refused
POST  meetings.begin_thermometer  meeting ended     F=conflict  refused
POST  meetings.begin_thermometer  meeting draft     F=conflict,D=refused  hidden
POST  meetings.show_step          meeting dividing  R,AFO=conflict  refused
POST  meetings.end_thermometer    meeting dividing  F  refused
GET   polls.put_to_secret_vote    meeting running   F  refused
GET   polls.put_to_secret_vote    meeting draft     F,D=refused  hidden
POST  polls.put_to_secret_vote    meeting running   F=conflict  refused
POST  polls.put_to_secret_vote    meeting ended     F=conflict  refused
GET   polls.meeting_vote          meeting running   RAFO=hidden  refused
"""
