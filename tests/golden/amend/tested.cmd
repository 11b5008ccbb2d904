merit test tested.merit
