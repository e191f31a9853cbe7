"""Vocabulary and judgement of deliveries: channels and states, addresses that may be called, when a message goes out."""
