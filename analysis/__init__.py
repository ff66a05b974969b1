"""What the records say over the years: for analysts."""
