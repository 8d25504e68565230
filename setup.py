from setuptools import find_packages, setup

RESOURCES = {"prdkit.templates": "templates", "prdkit.site_config": "site_config"}
setup(
    packages=[*find_packages("plugins"), *RESOURCES],
    package_dir={"prdkit": "plugins/prdkit", **RESOURCES},
    package_data={name: ["**/*"] for name in RESOURCES} | {"prdkit": ["py.typed"]},
    exclude_package_data={"prdkit.site_config": ["project.yml"]},
)
