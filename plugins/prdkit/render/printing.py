"""To let templates print values and words by the shortest way; Jinja's own is general, and a page prints thousands."""

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context

from prdkit.blocks.views import Words
from prdkit.render.escaping import escaped
from prdkit.render.inline import Inline
from prdkit.render.links import Links


@dataclass(frozen=True)
class Setting:
    """What a template needs to know of the page it writes for."""

    links: Links
    inline: Inline
    words: Words


class _Generator(CodeGenerator):
    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class PageContext(Context):
    """A context that knows the setting of its page, and that a call of `t` needs nothing passed in."""

    def __init__(self, environment: Environment, parent: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(environment, parent, *args, **kwargs)
        self.setting: Setting = parent.get("setting")  # type: ignore[assignment]

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something from a template."""
        if type(called) is not Words:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)


class PageEnvironment(Environment):
    """Jinja's environment with these short ways."""

    code_generator_class = _Generator
    context_class = PageContext

    escaped = staticmethod(escaped)
