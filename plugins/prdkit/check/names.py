"""To tell whether a name or pattern, as people write it, means a rule."""

from fnmatch import fnmatchcase


def means(pattern: str, rule: str) -> bool:
    """Whether `states/hole`, the family `states` or a pattern such as `*/missing` means a rule."""
    return fnmatchcase(rule, pattern) or rule.startswith(pattern.rstrip("/") + "/")
