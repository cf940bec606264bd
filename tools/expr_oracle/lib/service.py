"""The workflow service's own part of the expressions: its functions and inline evaluation.

Import this before anything of `mistral.expressions`: functions are registered on import.
"""

import logging
import warnings

import yaml
from mistral.expressions import base

# The Debian package is older than the behaviour we follow in two functions: YAML there is read with
# anchors and written with them. Newer services take `&` and `*` for plain text.


class PlainLoader(yaml.SafeLoader):
    def fetch_anchor(self):
        self.fetch_plain()

    def fetch_alias(self):
        self.fetch_plain()


class PlainDumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


def yaml_parse(context, data):
    return yaml.load(data, Loader=PlainLoader)


def yaml_dump(context, data):
    return yaml.dump(data, Dumper=PlainDumper, default_flow_style=False)


def functions():
    found = original_functions()
    del found["json_pp"]  # removed since
    return {**found, "yaml_parse": yaml_parse, "yaml_dump": yaml_dump}


original_functions = base.get_custom_functions
base.get_custom_functions = functions
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
