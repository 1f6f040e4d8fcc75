"""The same as JSON: everything the pages do, for programs of the person's own."""
