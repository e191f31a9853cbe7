"""The kit of the pages: access, tables, charts, badges, forms, formats, shell. Areas import it; it imports no area."""
