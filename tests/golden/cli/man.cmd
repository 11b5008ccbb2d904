merit help --man
