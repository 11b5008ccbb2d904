merit help --completion zsh
