merit --version
merit version
