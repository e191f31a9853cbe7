"""Messages to the signed-in person."""
