"""The export kinds that the importer knows, one module each."""

from data.exports import (
    ads_audience,
    ads_campaign,
    ads_daily,
    ads_generic,
    ads_hour,
    ads_item,
    ads_keyword,
    ads_region,
    ads_scene,
    ads_spend,
    ads_unit,
    costs,
    events,
    item_daily,
    jd_item_daily,
    order_lines,
    orders,
    refunds,
    shop_daily,
    stock,
    targets,
)
from data.kind import Kind

KINDS: tuple[Kind, ...] = tuple(
    module.KIND
    for module in (
        orders,
        order_lines,
        refunds,
        shop_daily,
        item_daily,
        jd_item_daily,
        ads_campaign,
        ads_item,
        ads_keyword,
        ads_region,
        ads_hour,
        ads_unit,
        ads_audience,
        ads_scene,
        ads_daily,
        ads_spend,
        ads_generic,
        stock,
        targets,
        costs,
        events,
    )
)
BY_KEY: dict[str, Kind] = {kind.key: kind for kind in KINDS}
