merit run list_caps.merit
