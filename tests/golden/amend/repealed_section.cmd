merit test repealed_section.merit
