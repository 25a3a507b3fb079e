"""Features of items from frozen encoders."""
