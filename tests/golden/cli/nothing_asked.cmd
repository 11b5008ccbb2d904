merit
