"""The graph as RDF 1.1: one named graph an article, plain facts in one of their own, nothing lost on the way back."""
