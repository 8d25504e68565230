"""To hold the default content model that the wheel ships; a project overlays it by name."""
