"""A slow, readable model of the workflow language, written from its description alone."""
