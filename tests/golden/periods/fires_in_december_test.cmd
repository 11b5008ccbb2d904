merit test fires_in_december.merit
