merit run base.merit
