"""A model of a poll beside the real one, in parts: what it knows, what people do, and what befalls the machine."""
