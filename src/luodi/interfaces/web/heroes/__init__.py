"""The hero list 招商英雄榜: its way from nominations to the decision, nominations, points, objections."""
