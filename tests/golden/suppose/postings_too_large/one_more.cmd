merit run one_more.merit
