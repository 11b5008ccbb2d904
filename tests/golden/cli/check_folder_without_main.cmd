merit check data
