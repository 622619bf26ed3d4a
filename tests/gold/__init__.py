"""Event annotation of the sample corpus, by hand, and the scores it gives."""
