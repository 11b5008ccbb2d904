merit ir conduct.merit
