"""The working-day calendar: statutory holidays and worked weekends (调休), year by year."""
