"""Who may do what, written by hand from the rules of the house: not from the policies that it checks.

A line is: method, endpoint, thing, who gets in, and what the others get; columns are two blanks apart.

Roles     V visitor, S signed in without a council, R resident, A author, F facilitator, O observer,
          D officer of the dong, P operator; in another council: r resident, a author, f facilitator, d officer.
Gets in   "RAF" opens for these (a page, a file or the way back after a deed); "RAF=conflict" for a deed that is
          theirs and that the state does not allow; "all" is everybody, "names" everybody but V.
Others    refused: V is asked to sign in, the others read who may; hidden: as if there were no such thing.

The things that a line names are made in tests/access/world.py. An operator runs the machine and has no say in
any council. A draft of a proposal, meeting, poll or report is hidden from everybody whom it does not concern.
"""

PEOPLE = """
GET   people.sign_in          -              all     -
POST  people.sign_in          -              all     -
GET   people.code             -              all=sign-in  -
POST  people.code             -              all=sign-in  -
POST  people.another_code     -              all=sign-in  -
GET   people.register         -              all     -
POST  people.register         -              all     -
POST  people.sign_out         -              all     -
GET   people.account          -              names   refused
POST  people.edit             -              names   refused
GET   people.password         -              names   refused
POST  people.password         -              names=conflict  refused
GET   people.leave            -              names   refused
POST  people.leave            -              names   refused
POST  people.revoke           device author  A       hidden
POST  people.revoke_others    -              names   refused
GET   notices.inbox           -              names   refused
POST  notices.read            notice author  A       hidden
POST  notices.read_all        -              names   refused
GET   home.mine               -              names   refused
"""

PAGES = """
GET   home.index              -                  all  -
GET   home.about              -                  all  -
GET   home.help               -                  all  -
GET   home.accessibility      -                  all  -
GET   home.privacy            -                  all  -
POST  home.preferences        -                  all  -
GET   home.dong               dong               all  -
GET   home.council            council active     all  -
GET   home.council            council gathering  all  -
GET   home.record             council active     all  -
GET   home.matter             proposal draft      A     hidden
GET   home.matter             proposal published  all   -
GET   home.matter             proposal withdrawn  all   -
GET   documents.matter_qr     proposal draft      A     hidden
GET   documents.matter_qr     proposal published  all   -
"""

COUNCILS = """
GET   councils.index           -                     all    -
GET   councils.bylaws          council active        all    -
GET   councils.callers         council gathering     all    -
POST  councils.sign            council gathering     names  refused
POST  councils.sign            council active        names=conflict  refused
GET   councils.call            -                     names  refused
POST  councils.call            -                     names  refused
GET   councils.take_in         dong                  D      refused
POST  councils.take_in         dong                  D      refused
GET   councils.found_assembly  dong                  D      refused
POST  councils.found_assembly  dong                  D      refused
GET   councils.edit_bylaws     council active        FD     refused
POST  councils.edit_bylaws     council active        FD     refused
GET   councils.close           council active        D      refused
POST  councils.close           council active        D      refused
GET   councils.join            council active        names  refused
POST  councils.join            council active        names  refused
GET   councils.members         council active        RAFOD  refused
GET   councils.requests        dong                  D      refused
POST  councils.leave           membership confirmed  A,D=refused   hidden
POST  councils.leave           membership requested  A,D=refused   hidden
POST  councils.confirm         membership requested  D,A=refused   hidden
POST  councils.confirm         membership declined   D=conflict    hidden
POST  councils.decline         membership requested  D,A=refused   hidden
POST  councils.decline         membership confirmed  D=conflict,A=refused  hidden
POST  councils.revoke          membership confirmed  D,A=refused   hidden
POST  councils.seat            membership confirmed  D,A=refused   hidden
POST  councils.seat            membership requested  D=conflict,A=refused  hidden
GET   documents.call_form      council gathering     AD     refused
GET   documents.call_form      council active        D      refused
"""

RECORDS = """
GET   records.ledger        council active      all    -
GET   records.cosigning     council active      all    -
POST  records.name_centre   council active      D      refused
POST  records.name_centre   council gathering   none   refused
POST  records.invite        council active      FD     refused
POST  records.invite        council gathering   none   refused
GET   records.cosigner      cosigner centre     all    -
GET   records.cosigner      cosigner asked      all    -
POST  records.register_key  cosigner centre     D=conflict  refused
POST  records.register_key  cosigner asked      F      refused
POST  records.cosign        cosigner centre     D      refused
POST  records.cosign        cosigner asked      F=conflict  refused
POST  records.retire_key    cosigner centre     D      refused
POST  records.retire_key    cosigner asked      FD     refused
"""

PROPOSALS = """
GET   proposals.index         council active       all     -
GET   proposals.show          proposal draft       A       hidden
GET   proposals.show          proposal published   all     -
GET   proposals.show          proposal tabled      all     -
GET   proposals.show          proposal withdrawn   all     -
GET   proposals.versions      proposal draft       A       hidden
GET   proposals.versions      proposal published   all     -
GET   proposals.photo         proposal draft       A       hidden
GET   proposals.photo         proposal published   all     -
GET   proposals.draft         council active       RAFO    refused
POST  proposals.draft         council active       RAFO    refused
GET   proposals.draft         council gathering    none    refused
GET   proposals.publication   proposal draft       A       hidden
POST  proposals.publication   proposal draft       A       hidden
GET   proposals.publication   proposal published   A       refused
POST  proposals.publication   proposal tabled      A=conflict  refused
GET   proposals.edition       proposal draft       A       hidden
POST  proposals.edition       proposal draft       A       hidden
POST  proposals.edition       proposal published   A       refused
POST  proposals.edition       proposal tabled      none    refused
GET   proposals.withdrawal    proposal published   A       refused
POST  proposals.withdrawal    proposal draft       A       hidden
POST  proposals.withdrawal    proposal published   A       refused
POST  proposals.withdrawal    proposal tabled      none    refused
GET   proposals.photos        proposal draft       A       hidden
POST  proposals.photos        proposal draft       A       hidden
POST  proposals.photos        proposal published   A       refused
POST  proposals.description   proposal draft       A       hidden
POST  proposals.description   proposal published   A       refused
POST  proposals.removal       proposal draft       A       hidden
POST  proposals.removal       proposal published   A       refused
GET   proposals.co_proposers  proposal draft       A       hidden
GET   proposals.co_proposers  proposal published   A       refused
POST  proposals.co_proposers  proposal published   A       refused
POST  proposals.accept        proposal inviting    O       refused
POST  proposals.accept        proposal draft       A=refused  hidden
POST  proposals.decline       proposal inviting    O       refused
POST  proposals.decline       proposal published   none    refused
POST  proposals.endorse       proposal draft       A=refused  hidden
POST  proposals.endorse       proposal published   RFO     refused
POST  proposals.endorse       proposal tabled      RFO     refused
POST  proposals.endorse       proposal withdrawn   none    refused
POST  proposals.take_back     proposal published   RFO     refused
POST  proposals.comment       proposal draft       A=refused  hidden
POST  proposals.comment       proposal published   RAFOD   refused
POST  proposals.comment       proposal withdrawn   none    refused
POST  proposals.endorse       proposal closed      none    refused
POST  proposals.comment       proposal closed      none    refused
POST  proposals.edition       proposal closed      none    refused
GET   proposals.show          proposal closed      all     -
GET   proposals.ending        proposal published   F       refused
POST  proposals.ending        proposal published   F       refused
POST  proposals.ending        proposal tabled      F       refused
POST  proposals.ending        proposal draft       A=refused  hidden
POST  proposals.ending        proposal closed      none    refused
POST  proposals.reopening     proposal closed      F       refused
GET   proposals.suggest_merger  proposal published  AF     refused
POST  proposals.suggest_merger  proposal published  AF     refused
GET   proposals.suggest_merger  proposal draft      A=refused  hidden
POST  proposals.suggest_merger  proposal closed     none   refused
GET   proposals.splitting     proposal published   AF      refused
POST  proposals.splitting     proposal published   AF      refused
POST  proposals.splitting     proposal draft       A=refused  hidden
POST  proposals.splitting     proposal closed      none    refused
GET   proposals.notes         proposal published   FD      refused
POST  proposals.notes         proposal published   FD      refused
GET   proposals.notes         proposal closed      FD      refused
GET   proposals.notes         proposal draft       A=refused  hidden
GET   proposals.merger        merger asked         AF     hidden
POST  proposals.agree         merger asked         A,F=refused  hidden
POST  proposals.decline_merger  merger asked       A,F=refused  hidden
POST  proposals.drop_merger   merger asked         F,A=refused  hidden
GET   proposals.support       proposal merged      R,AFO=hidden  refused
POST  proposals.support       proposal merged      R,AFO=hidden  refused
GET   proposals.support       proposal published   none    refused
POST  proposals.reopening     proposal draft       A=refused  hidden
POST  proposals.reopening     proposal withdrawn   none    refused
"""

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
"""

DECISIONS = """
POST  decisions.compose     meeting ended           F      refused
POST  decisions.compose     meeting draft           F=conflict,D=refused  hidden
POST  decisions.compose     meeting announced       F=conflict  refused
POST  decisions.compose     meeting reported sent   F      refused
POST  decisions.compose     poll closed             F      refused
POST  decisions.compose     poll open               F=conflict  refused
POST  decisions.compose     poll draft              F=conflict,D=refused  hidden
GET   decisions.report      report draft            F      hidden
GET   decisions.report      report sent             all    -
GET   decisions.report      report answered         all    -
GET   documents.report      report draft            F      hidden
GET   documents.report      report sent             all    -
POST  decisions.send        report draft            F      hidden
POST  decisions.send        report sent             all    -
GET   decisions.add         report draft            F      hidden
POST  decisions.add         report draft            F      hidden
POST  decisions.add         report sent             none   refused
GET   decisions.request     report draft            F      hidden
GET   decisions.request     report sent             all    -
GET   decisions.request     report answered         all    -
GET   decisions.reword      report draft            F      hidden
POST  decisions.reword      report draft            F      hidden
POST  decisions.reword      report sent             none   refused
POST  decisions.remove      report draft            F      hidden
POST  decisions.remove      report sent             none   refused
GET   decisions.inbox       dong                    D      refused
GET   decisions.answer      report draft            F=refused  hidden
GET   decisions.answer      report sent             D      refused
POST  decisions.answer      report draft            F=refused  hidden
POST  decisions.answer      report sent             D      refused
POST  decisions.answer      report answered         all    -
"""
