"""Screens of meetings that are told of a change instead of asking: a process of its own beside the web server.

It knows neither pages nor tables. It hears from PostgreSQL which meeting has changed, asks the web server once for what
is shown of it now, and passes that on to every screen that is open. Of the web server it takes nothing in, which keeps
it at a quarter of the memory; the web server takes from here how passes are written (`live.passes`).
"""
