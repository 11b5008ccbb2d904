merit mutate files/small.merit --excused files/excused.txt --least 100%
