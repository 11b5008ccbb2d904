merit run lines.merit
