"""papermill and nbconvert live here and nowhere else: run, render, index."""
