"""How records are found: `read` turns a file into a document, `extract` a document into records."""
