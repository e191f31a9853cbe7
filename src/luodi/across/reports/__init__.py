"""Documents out: official papers as templates over figures, edited by people, frozen by hash.

Words: kind 文种 (RP04 半年总结, RP08 项目调度清单 …), draft 底稿 (text with `{{…}}` where a figure stands), figure book 数据册
(the figures a paper may name), source annex 数据溯源表, untraced number 手工数字 (typed by hand), masked 隐数 (`**` for
figures), public 公开稿 (without what is told of single projects, companies and people).
"""
