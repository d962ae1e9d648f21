"""Attendance: every source of counts becomes one series of visitors of the zone."""
