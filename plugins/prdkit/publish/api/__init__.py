"""To write what documents hold as JSON for programs: one file for each, an index, what was found, and the schemas."""

VERSION = 1
"""What every file says it is written in: keys are added within a version, never renamed or dropped."""
FOLDER = "api"
"""Where the files stand, from the root of the site."""
