merit test values.merit values_zh.merit ../decided/lowest_of_values.merit
merit readback values.merit better least
merit readback values_zh.merit 迟到扣分 最低项
merit fmt --to zh - <values.merit
