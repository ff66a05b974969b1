"""What changed, and is it right: for maintainers."""
