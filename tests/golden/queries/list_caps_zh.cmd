merit run list_caps_zh.merit
