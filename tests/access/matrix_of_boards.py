"""Who sees how dongs do: everybody, and the same; tests/access/matrix.py says how to read the lines."""

BOARDS = """
GET   boards.everywhere  -            all  -
GET   boards.gu          gu           all  -
GET   boards.dong        dong         all  -
GET   boards.everywhere_table  -      all  -
GET   boards.gu_table    gu           all  -
GET   boards.dong_table  dong         all  -
GET   boards.people_of   dong voices  all  -
GET   boards.people_of   dong figure  none  hidden
GET   boards.rows        dong figure  all  -
GET   boards.rows        dong voices  all  -
"""
