merit run show_events.merit
