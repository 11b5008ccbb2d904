merit test rolling_month.merit
