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
    ads_word_pack,
    alipay_fees,
    cps_daily,
    item_daily,
    jd_item_daily,
    jd_order_lines,
    jd_orders,
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
            jd_orders,
            refunds,
            shop_daily,
            item_daily,
            jd_item_daily,
            traffic_source,
            search_words,
            ads_campaign,
            ads_item,
            ads_keyword,
            ads_word_pack,
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
# Kinds of which no file is: their facts stand in the rows of another's (`Kind.also`).
COMPANIONS: tuple[Kind, ...] = (jd_order_lines.KIND,)
BY_KEY: dict[str, Kind] = {kind.key: kind for kind in KINDS + COMPANIONS}
