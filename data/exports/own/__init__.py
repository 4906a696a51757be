"""The shop's own sheets: what no platform exports and a person fills in, one module each with its kind and its template."""

from data.exports.own import (
    changes,
    competitors,
    costs,
    deadlines,
    events,
    excluded,
    inbound,
    lead_times,
    margins,
    members,
    owners,
    parcels,
    products,
    reviews,
    spend_plan,
    stock_take,
    targets,
    tickets,
    vip_rules,
)
from data.kind import Kind
from data.template import Template

_MODULES = (
    targets,
    costs,
    events,
    spend_plan,
    margins,
    products,
    inbound,
    lead_times,
    stock_take,
    reviews,
    tickets,
    parcels,
    vip_rules,
    members,
    owners,
    deadlines,
    changes,
    competitors,
    excluded,
)
OWN_KINDS: tuple[Kind, ...] = tuple(module.KIND for module in _MODULES)
TEMPLATES: tuple[Template, ...] = tuple(module.TEMPLATE for module in _MODULES)
