"""Pure machinery of papers: tokens, phrases, composing a draft out of a template, editing it, printing it."""
