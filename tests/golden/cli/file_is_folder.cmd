merit lex data
