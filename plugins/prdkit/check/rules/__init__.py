"""To hold the rules that need no block: one module a family, one function a rule."""
