"""newsgraph turns news articles into a knowledge graph that people can query, look at, and trust."""
