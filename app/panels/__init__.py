"""Panels: neighbours drawn by lot from those who agreed to be asked, who meet on one matter and say what they think."""
