merit check
