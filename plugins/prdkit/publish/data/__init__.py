"""To hold what the site has beside its pages: feeds, calendars, data for programs, one module each."""
