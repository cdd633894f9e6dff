"""골목회의: the standing body of an alley or a dong, its members and its bylaws."""
