merit run open.merit
