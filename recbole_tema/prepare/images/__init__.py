"""Images of items: downloaded or taken from a local folder, examined, and listed in a manifest."""
