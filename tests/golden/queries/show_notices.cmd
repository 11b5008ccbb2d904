merit run show_notices.merit
