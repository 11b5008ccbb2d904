merit test months.merit versions.merit 未决.merit rolling.merit verdicts.merit
