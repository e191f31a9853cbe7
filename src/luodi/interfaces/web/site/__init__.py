"""On site: three taps for progress, a photo or a problem, also where there is no network."""
