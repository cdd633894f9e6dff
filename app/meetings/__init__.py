"""회의: one sitting of a council, its agenda, attendance, resolutions and minutes."""
