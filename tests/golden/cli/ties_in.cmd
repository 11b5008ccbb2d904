merit test ties_in_zh.merit
merit fmt --to zh - <ties_in_zh.merit | grep 并列
merit fmt --to en - <ties_in_zh.merit | grep ties
