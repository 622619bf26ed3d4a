"""What people look at: the first look after a run, the evidence for a row, a diff as text. Reads tables only."""
