"""Opening against attendance, staffing against opening: pure arithmetic."""
