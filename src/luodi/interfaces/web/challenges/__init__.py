"""Challenges 揭榜挂帅: what is held out, who took it up, how far each has come."""
