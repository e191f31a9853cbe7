"""Papers out of the office's own Word files: marks in braces are read, judged and filled; all else stays as it was written.

marks: what may stand in braces · opening: the file · runs: a paragraph as text whose marks Word has split · tree: the file as
passages, branches and repetitions · judging: what is wrong, each with its place · filling: the paper.
"""
