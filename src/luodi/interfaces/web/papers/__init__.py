"""Papers: drafting, reading with sources, editing the words, issuing, Word and Excel."""
