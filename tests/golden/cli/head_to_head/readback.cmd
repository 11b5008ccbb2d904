merit readback edges.merit again_always by_average
merit readback rules.merit place --lang zh
merit lint edges.merit
