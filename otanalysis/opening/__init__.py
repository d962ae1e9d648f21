"""Opening calendars: every source of hours becomes the minutes of a year."""
