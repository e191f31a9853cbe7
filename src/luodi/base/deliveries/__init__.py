"""Messages on their way out of the system: e-mail and group robots, who wants what, and what became of each.

Words: channel 渠道, subscription 订阅, delivery 投递, parcel 件, digest 汇总, quiet hours 免打扰.
"""
