"""Turns a file into a document."""
