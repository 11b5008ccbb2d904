merit impact files/old.merit
