"""Who may do what, written by hand from the rules of the house: not from the policies that it checks.

A line is: method, endpoint, thing, who gets in, and what the others get; columns are two blanks apart.

Roles     V visitor, S signed in without a council, R resident, A author, F facilitator, O observer,
          D officer of the dong, W welfare planner of the dong, P operator;
          in another council: r resident, a author, f facilitator, d officer.
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
GET   people.address          -              names   refused
POST  people.address          -              names=conflict  refused
GET   people.address_code     -              names   refused
POST  people.address_code     -              names   refused
POST  people.another_address_code  -         names   refused
POST  people.drop_address     -              names   refused
GET   people.stop_letters     letter         all     -
POST  people.stop_letters     letter         all     -
GET   people.leave            -              names   refused
POST  people.leave            -              names   refused
POST  people.revoke           device author  A       hidden
POST  people.revoke_others    -              names   refused
GET   people.tokens           -              names   refused
POST  people.make_token       -              names   refused
POST  people.revoke_token     token author   A       hidden
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
GET   desk.inbox            dong                    D      refused
GET   decisions.answer      report draft            F=refused  hidden
GET   decisions.answer      report sent             D      refused
POST  decisions.answer      report draft            F=refused  hidden
POST  decisions.answer      report sent             D      refused
POST  decisions.answer      report answered         all,D=conflict  -
"""
