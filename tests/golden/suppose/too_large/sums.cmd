merit run sums.merit
