"""Background work: what is done and how often (schedule), and the process that does it (consumer).

Rows are the truth: a verb writes what is to be done, a job claims the row with a lease. Killing this process loses nothing.
"""
