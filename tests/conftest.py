"""To let property tests take their time: how long an example takes says something of the machine alone."""

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
