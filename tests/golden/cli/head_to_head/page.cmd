merit run page.merit | sed -n '/<article>/,/<\/article>/p'
