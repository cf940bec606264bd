"""The reference implementations of the expression languages, behind the eval contract."""
