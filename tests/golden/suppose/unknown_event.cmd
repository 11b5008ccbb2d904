merit run unknown_event.merit
