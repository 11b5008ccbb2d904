merit mutate files/amended.merit
