merit run namesakes.merit
