"""Who may do what in a discussion; the columns are explained in matrix.py."""

DISCUSSION = """
GET   discussion.show        comment shown    all    -
GET   discussion.show        comment hidden   all    -
GET   discussion.versions    comment shown    all    -
GET   discussion.versions    comment hidden   AFD    refused
GET   discussion.edition     comment shown    A      refused
POST  discussion.edition     comment shown    A      refused
POST  discussion.edition     comment hidden   none   refused
GET   discussion.withdrawal  comment shown    A      refused
POST  discussion.withdrawal  comment shown    A      refused
GET   discussion.flags       comment shown    RFOD   refused
POST  discussion.flags       comment shown    RFOD   refused
POST  discussion.flags       comment hidden   none   refused
GET   discussion.flagged     council active   FD     refused
GET   discussion.settlement  comment flagged  FD     refused
POST  discussion.settlement  comment flagged  FD     refused
GET   discussion.hiding      comment shown    FD     refused
POST  discussion.hiding      comment shown    FD     refused
POST  discussion.hiding      comment hidden   none   refused
POST  discussion.showing     comment hidden   FD     refused
POST  discussion.showing     comment shown    none   refused
POST  discussion.helpful     comment shown    RFOD   refused
POST  discussion.helpful     comment hidden   none   refused
POST  discussion.unhelpful   comment shown    RFOD   refused
POST  discussion.approval    comment held     FD     refused
POST  discussion.approval    comment hidden   none   refused
GET   discussion.versions    comment held     AFD    refused
GET   discussion.cases       comment hidden   AFD    refused
GET   discussion.correction  comment hidden   A      refused
POST  discussion.correction  comment hidden   A      refused
POST  discussion.correction  comment shown    none   refused
GET   discussion.appeal      comment hidden   A      refused
POST  discussion.appeal      comment hidden   A      refused
POST  discussion.appeal      comment appealed  none  refused
GET   discussion.review      comment appealed  FD    refused
POST  discussion.review      comment appealed  FD    refused
POST  discussion.review      comment corrected  FD   refused
POST  discussion.review      comment hidden   none   refused
POST  discussion.hide_several  council active  FD    refused
GET   discussion.talk_rules  council active   all    -
GET   discussion.moderation_log  council active  all  -
GET   discussion.edit_talk_rules  council active  FD  refused
POST  discussion.edit_talk_rules  council active  FD  refused
GET   discussion.summaries   talk             all    -
GET   discussion.summary     talk             F      refused
POST  discussion.summary     talk             F      refused
GET   discussion.summary_corrections  talk    RAFOD  refused
POST  discussion.summary_corrections  talk    RAFOD  refused
GET   discussion.answer_correction  summary correction  F  refused
POST  discussion.answer_correction  summary correction  F  refused
GET   discussion.pause       talk             FD     refused
POST  discussion.pause       talk             FD     refused
GET   discussion.ask_to_block  comment shown  all    -
POST  discussion.ask_to_block  comment shown  all    -
POST  discussion.ask_to_block  comment hidden  all=conflict  -
GET   discussion.ask_to_block  comment held   all=hidden  -
GET   discussion.blocking_requests  council active  D  refused
GET   discussion.answer_blocking   request asked    D  refused
POST  discussion.answer_blocking   request asked    D  refused
GET   discussion.blocking_outcome  request blocked  D  refused
POST  discussion.blocking_outcome  request blocked  D  refused
GET   discussion.versions    comment blocked  AFD    refused
GET   discussion.object_to_blocking  comment blocked  A  refused
POST  discussion.object_to_blocking  comment blocked  A  refused
"""
