"""One module per group of commands; each function takes the parsed arguments and the screen and gives the exit status."""
