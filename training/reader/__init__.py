"""The network that reads names and syntax together: its layers, what it is taught with, the loop, the export."""
