"""To lay out what the site publishes: pages, assets and the pieces that documents are made of."""
