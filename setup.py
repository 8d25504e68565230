from setuptools import find_namespace_packages, find_packages, setup

RESOURCES = {"prdkit.templates": "templates", "prdkit.site_config": "site_config"}
FOLDERS = [f"{name}.{inner}" for name, folder in RESOURCES.items() for inner in find_namespace_packages(folder)]
setup(
    packages=[*find_packages("plugins"), *RESOURCES, *FOLDERS],
    package_dir={"prdkit": "plugins/prdkit", **RESOURCES},
    package_data={name: ["**/*"] for name in RESOURCES} | {"prdkit": ["py.typed"]},
    exclude_package_data={"prdkit.site_config": ["project.yml"]},
)
