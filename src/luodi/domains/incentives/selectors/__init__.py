"""Reading hero lists and challenges, scoped by viewer."""
