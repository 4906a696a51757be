"""Who may see which page: role -> paths, as in the contract."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.text import Text


@dataclass(frozen=True)
class Role:
    """A role of the shop's people; pages None means every page."""

    key: str
    label: Text
    pages: tuple[str, ...] | None

    def may_open(self, path: str) -> bool:
        """Whether the page at `path` is for this role."""
        return self.pages is None or path in self.pages


ROLES: Mapping[str, Role] = {
    role.key: role
    for role in (
        Role("manager", Text("店长", "Store manager"), None),
        Role("promotion", Text("推广专员", "Promotion"),
             ("morning", "duties", "roi", "campaigns", "items", "calendar", "weekly", "metrics")),
        Role("goods", Text("商品采购", "Goods and purchasing"),
             ("morning", "duties", "items", "replenish", "calendar", "metrics")),
        Role("service", Text("客服", "Customer service"), ("morning", "duties", "service", "customers", "metrics")),
        Role("warehouse", Text("仓库", "Warehouse"), ("warehouse", "duties", "replenish", "metrics")),
        Role("content", Text("美工编辑", "Content"), ("items", "duties", "content", "calendar", "metrics")),
        Role("finance", Text("财务", "Finance"), ("finance", "duties", "weekly", "metrics")),
    )
}  # fmt: skip
NOBODY = Role("nobody", Text("未知角色", "Unknown role"), ())


def role_named(key: str) -> Role:
    """Return the role with that key; an unknown key is a role that may open nothing."""
    return ROLES.get(key, NOBODY)
