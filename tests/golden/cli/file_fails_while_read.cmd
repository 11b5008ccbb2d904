merit lex /proc/self/mem
