"""동·골목: gu, dong, dong centre and alley, and the calendar of working days."""
