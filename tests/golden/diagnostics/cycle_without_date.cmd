merit check cycle_without_date.merit
merit test cycle_without_date.merit
