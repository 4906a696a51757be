"""The export kinds that the importer knows, one module each."""

from data.exports import (
    ads_audience,
    ads_benefit,
    ads_campaign,
    ads_creative,
    ads_daily,
    ads_generic,
    ads_goal,
    ads_hour,
    ads_item,
    ads_keyword,
    ads_placement,
    ads_region,
    ads_scene,
    ads_spend,
    ads_unit,
    alipay_fees,
    cps_daily,
    item_daily,
    jd_item_daily,
    order_lines,
    orders,
    refunds,
    search_words,
    service_agents,
    service_overview,
    shop_daily,
    shop_scores,
    stock,
    stock_moves,
    traffic_source,
)
from data.exports.own import OWN_KINDS
from data.kind import Kind

KINDS: tuple[Kind, ...] = (
    tuple(
        module.KIND
        for module in (
            orders,
            order_lines,
            refunds,
            shop_daily,
            item_daily,
            jd_item_daily,
            traffic_source,
            search_words,
            ads_campaign,
            ads_item,
            ads_keyword,
            ads_region,
            ads_hour,
            ads_unit,
            ads_audience,
            ads_creative,
            ads_placement,
            ads_benefit,
            ads_goal,
            ads_scene,
            ads_daily,
            ads_spend,
            ads_generic,
            cps_daily,
            stock,
            stock_moves,
            service_agents,
            service_overview,
            shop_scores,
            alipay_fees,
        )
    )
    + OWN_KINDS
)
BY_KEY: dict[str, Kind] = {kind.key: kind for kind in KINDS}
