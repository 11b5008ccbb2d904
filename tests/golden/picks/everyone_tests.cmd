merit test everyone.merit everyone_zh.merit
merit readback everyone.merit mean_of_all
