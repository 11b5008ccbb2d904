merit check -
