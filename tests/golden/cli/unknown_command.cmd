merit chekc x.merit
