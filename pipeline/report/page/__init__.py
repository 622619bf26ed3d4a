"""The report: a run as one HTML file to look at. Tables in, views of plain values in between, templates out."""
