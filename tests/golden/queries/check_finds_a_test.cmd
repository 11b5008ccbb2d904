merit run check_finds_a_test.merit
