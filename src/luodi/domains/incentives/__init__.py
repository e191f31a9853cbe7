"""What is held out to those who do the work: the yearly hero list, and challenges that anybody may take up.

Words: hero list 招商英雄榜, nomination 提名, publicity 公示, place 上榜名额, challenge 揭榜挂帅, take 揭榜. Incentives of companies are
commitments of contracts and never stand here.
"""
