"""Who may do what after an answer, and before one is out; read as tests/access/matrix.py says.

D has written none of the first answers; in "review mine" D is the writer.
"""

ANSWERS = """
GET   decisions.versions          report draft        F      hidden
GET   decisions.versions          report sent         all    -
GET   decisions.versions          request refused     all    -
GET   decisions.correct           report draft        F=refused  hidden
GET   decisions.correct           report sent         none   refused
GET   decisions.correct           request refused     D      refused
POST  decisions.correct           report sent         none   refused
POST  decisions.correct           request refused     D      refused
POST  decisions.set_review        dong                D      refused
GET   decisions.review            review theirs       D      hidden
GET   decisions.review            review mine         D      hidden
POST  decisions.publish_reviewed  review theirs       D      hidden
POST  decisions.publish_reviewed  review mine         D=refused  hidden
POST  decisions.send_back         review theirs       D      hidden
POST  decisions.send_back         review mine         D      hidden
GET   decisions.ask_again         report sent         none   refused
GET   decisions.ask_again         request refused     RAFO   refused
GET   decisions.ask_again         request late        none   refused
POST  decisions.ask_again         report sent         none   refused
POST  decisions.ask_again         request refused     RAFO   refused
POST  decisions.ask_again         request gathering   RAFO   refused
POST  decisions.ask_again         request late        none   refused
POST  decisions.support_asking    request gathering   RAFO   refused
POST  decisions.support_asking    request again       all    -
POST  decisions.propose_later     request refused     none   refused
POST  decisions.propose_later     request late        RAFO   refused
GET   decisions.answer            request again       D      refused
POST  decisions.answer            request again       D      refused
GET   decisions.answer            request withdrawn   none   refused
POST  decisions.answer            request withdrawn   none   refused
GET   decisions.withdraw          report sent         F      refused
GET   decisions.withdraw          request refused     none   refused
POST  decisions.withdraw          report sent         F      refused
POST  decisions.withdraw          request withdrawn   all    -
POST  decisions.withdraw          request refused     none   refused
GET   decisions.close             request third       D      refused
GET   decisions.close             request again       none   refused
POST  decisions.close             request third       D      refused
POST  decisions.close             request again       none   refused
GET   decisions.state_view        request refused     F      refused
GET   decisions.state_view        report sent         none   refused
POST  decisions.state_view        request refused     F      refused
POST  decisions.state_view        report sent         none   refused
"""
