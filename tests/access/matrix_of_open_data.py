"""Who may have which data; read as tests/access/matrix.py says. What is in a file is the same for everybody."""

OPEN_DATA = """
GET   records.dictionary      -               all   -
GET   records.council_data    council active  all   -
GET   records.dong_data       dong            all   -
GET   records.council_file    council table   all   -
GET   records.council_file    council roll    none  hidden
GET   records.dong_file       dong table      all   -
GET   documents.council_feed  council active  all   -
GET   documents.dong_feed     dong            all   -
GET   records.budget_file     poll draft      FD=refused   hidden
GET   records.budget_file     poll open       none  refused
GET   records.budget_file     poll closed     all=conflict  -
"""
