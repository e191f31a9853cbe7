"""Every write of incentives: hero lists, nominations, points, objections, challenges and their takers."""
