"""Random expressions, grown from smaller ones that are known to work."""
