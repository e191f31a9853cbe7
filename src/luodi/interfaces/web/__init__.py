"""The pages: shell, one package per menu area, the kit they share (ui). Pages translate and show; verbs and nouns live below."""
