"""The life of a project: what each stage asks for, who may open its gate, which clocks run.

Words: gate 关口, requirement 要件, waiver 豁免, clock 时限, pause 暂停.
"""
