"""The lines of official papers, each the page to look at and the file; tests/access/matrix.py says how to read them.

The result report stands in matrix.py, the minutes in matrix_of_meetings.py and matrix_of_minutes.py.
"""

PAPERS = """
GET   documents.answer          report draft      none  hidden
GET   documents.answer          report sent       none  hidden
GET   documents.answer          report answered   all   -
GET   documents.meeting_notice  meeting draft     FD    hidden
GET   documents.meeting_notice  meeting announced  all  -
GET   documents.meeting_notice  meeting cancelled  all  -
GET   documents.meeting_notice  meeting dropped   FD    hidden
GET   documents.poll_notice     poll draft        FD    hidden
GET   documents.poll_notice     poll announced    all   -
GET   documents.poll_notice     poll open         all   -
GET   documents.poll_notice     poll void         all   -
GET   documents.poll_notice     poll dropped      FD    hidden
GET   documents.poll_result     poll draft        none  hidden
GET   documents.poll_result     poll open         none  hidden
GET   documents.poll_result     poll closed       all   -
GET   documents.poll_result     poll certified    all   -
GET   documents.poll_result     poll void         none  hidden
GET   documents.months          dong              D     refused
GET   documents.month           dong              D     refused
"""
