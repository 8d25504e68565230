"""To hold what a team decides by data: types, fields, sections, gates, blocks, organisation, labels."""
