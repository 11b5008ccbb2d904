merit explain e0810
