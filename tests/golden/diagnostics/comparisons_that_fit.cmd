merit check comparisons_that_fit.merit
merit test comparisons_that_fit.merit
