"""To turn PRDs and launch plans kept in git into checks and one linked site."""

__version__ = "0.1.0"
