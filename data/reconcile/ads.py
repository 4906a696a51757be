"""Ad reports of the same spend held against each other and against the ad columns of the shop-daily export."""

from data.ad_levels import PARTIAL_LEVELS_SQL
from data.reconcile.difference import Difference, found
from data.sql import fill
from data.store import Store


def ad_differences(store: Store) -> list[Difference]:
    """Return where finer reports and the campaign report, or it and the shop-daily export, name other sums of a day."""
    return [
        *found(store, "ads", fill(LEVELS, partial=PARTIAL_LEVELS_SQL)),
        *found(store, "ad_columns", COLUMNS),
    ]


# ad_rows holds one attribution window per level and day. absent: the campaigns that the finer report of the day lacks. From
# a report that holds a part of the advertising only (data/ad_levels.py) nothing follows.
LEVELS = """
WITH sums AS (
    SELECT r.shop, r.platform, r.day, r.level, sum(r.spend) AS spend, sum(r.clicks) AS clicks,
        sum(r.impressions) AS impressions
    FROM ad_rows AS r WHERE r.level NOT IN {partial} GROUP BY r.shop, r.platform, r.day, r.level
), named AS (
    SELECT DISTINCT r.shop, r.platform, r.day, r.level, r.campaign_id FROM ad_rows AS r
    WHERE r.level <> 'campaign' AND r.campaign_id IS NOT NULL
), absent AS (
    SELECT c.shop, c.platform, c.day, s.level, sum(c.spend) AS spend, sum(c.clicks) AS clicks,
        sum(c.impressions) AS impressions
    FROM ad_rows AS c
    JOIN sums AS s ON s.shop = c.shop AND s.platform = c.platform AND s.day = c.day AND s.level <> 'campaign'
    WHERE c.level = 'campaign' AND NOT EXISTS (
        SELECT 1 FROM named AS n WHERE n.shop = c.shop AND n.platform = c.platform AND n.day = c.day AND n.level = s.level
            AND n.campaign_id = c.campaign_id
    )
    GROUP BY c.shop, c.platform, c.day, s.level
), pairs AS (
    SELECT f.shop, f.platform, f.day, f.level, k.what,
        CASE k.what WHEN 'spend' THEN f.spend WHEN 'clicks' THEN f.clicks ELSE f.impressions END AS ours,
        CASE k.what WHEN 'spend' THEN c.spend WHEN 'clicks' THEN c.clicks ELSE c.impressions END AS theirs,
        CASE k.what WHEN 'spend' THEN a.spend WHEN 'clicks' THEN a.clicks ELSE a.impressions END AS absent
    FROM sums AS f
    JOIN sums AS c ON c.shop = f.shop AND c.platform = f.platform AND c.day = f.day AND c.level = 'campaign'
    CROSS JOIN (VALUES ('spend'), ('clicks'), ('impressions')) AS k(what)
    LEFT JOIN absent AS a ON a.shop = f.shop AND a.platform = f.platform AND a.day = f.day AND a.level = f.level
    WHERE f.level <> 'campaign'
)
SELECT p.shop, p.platform, p.day, concat('ad_', p.level, '.', p.what), p.ours, p.theirs,
    CASE WHEN abs(p.theirs - p.ours - p.absent) < 0.005 THEN 'other_campaigns' END, NULL
FROM pairs AS p WHERE abs(p.ours - p.theirs) >= 0.005
ORDER BY p.day, p.shop, p.level, p.what
"""
COLUMNS = """
WITH ends AS (
    SELECT d.shop, d.platform, d.day, bool_or(d.is_full) FILTER (WHERE d.source = 'ads') AS ads,
        bool_or(d.is_full) FILTER (WHERE d.source = 'shop_daily') AS shop_daily
    FROM covered_days AS d GROUP BY d.shop, d.platform, d.day
)
SELECT l.shop, l.platform, l.day, 'ad_spend', l.spend,
    coalesce(p.ad_keyword_spend, 0) + coalesce(p.ad_audience_spend, 0) + coalesce(p.ad_scene_spend, 0)
        + coalesce(p.ad_site_spend, 0) AS theirs,
    CASE WHEN NOT coalesce(e.ads, TRUE) OR NOT coalesce(e.shop_daily, TRUE) THEN 'partial' END, NULL
FROM ad_level_days AS l
JOIN platform_days AS p ON p.shop = l.shop AND p.platform = l.platform AND p.day = l.day
LEFT JOIN ends AS e ON e.shop = l.shop AND e.platform = l.platform AND e.day = l.day
WHERE l.level = 'campaign' AND l.spend IS NOT NULL
    AND coalesce(p.ad_keyword_spend, p.ad_audience_spend, p.ad_scene_spend, p.ad_site_spend) IS NOT NULL
ORDER BY l.day, l.shop
"""
