"""Tables as files that other programs open: Excel, TimelineJS, GraphML, and JSON-LD by the words of schema.org."""
