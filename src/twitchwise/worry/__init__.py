"""The fear itself: questionnaires, the spiral drawn from the diary, guard rails, short exercises, what helps."""
