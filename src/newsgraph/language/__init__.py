"""From text to an annotated document: parse, names, times, quotations, entities."""
