"""Investors (companies and people who invest), their honours, the trips to them and the promotion activities.

Words: investor 客商/投资方, honour 荣誉榜单 (500强、独角兽…), trip 外出招商, activity 招商活动.
"""
