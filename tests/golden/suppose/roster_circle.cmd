merit run roster_circle.merit
