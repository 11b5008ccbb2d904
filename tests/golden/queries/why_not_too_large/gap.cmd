merit run gap.merit
