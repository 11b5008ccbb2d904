merit test rounded_plain.merit
merit readback rounded_plain.merit measure 取整指标
