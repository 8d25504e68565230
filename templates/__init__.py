"""To hold the Jinja templates that the wheel ships; a project overlays them by name."""
