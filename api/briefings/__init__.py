"""Briefings as folders of files: documents, slides, tables, maps, places; made as a job."""
