"""The `luodi` command: arguments in, one verb or selector, one document or table out."""
