-- Macros that turn the text of a clean cell (data/cleaning.py) into a value. Each gives NULL where the text is none of its
-- kind; `why_*` says why. The fast path (plain digits, plain timestamps) comes first; the rest is for what people and
-- spreadsheets write. An argument that is used twice is a column by then: macros nested in macros take the planner seconds.

-- Spaces of every width, TAB, line ends, and the invisible letters that spreadsheets leave at the edges.
CREATE MACRO bare(x) AS trim(x, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288) || chr(65279)
    || chr(8203) || chr(8204) || chr(8205) || chr(8206) || chr(8207) || chr(8288));

-- Lists of words are searched in one text: IN with many words takes the planner long.
-- CASE looks into no more cells than it must, where AND looks into all.
CREATE MACRO is_error(x) AS CASE WHEN starts_with(x, '#')
    THEN contains(' #REF! #N/A #DIV/0! #VALUE! #NAME? #NUM! #CALC! #SPILL! #GETTING_DATA ', ' ' || upper(x) || ' ') ELSE FALSE END;

CREATE MACRO is_total(x) AS CASE WHEN strlen(x) BETWEEN 2 AND 18 THEN length(x) BETWEEN 2 AND 6 AND contains(
    ' 合计 总计 汇总 小计 总和 店铺汇总值 店铺平均值 店铺汇总 店铺合计 平均值 Total Totals ', ' ' || rtrim(x, ':：') || ' ')
    ELSE FALSE END;

CREATE MACRO half_width(x) AS translate(x, '０１２３４５６７８９．，－＋￥％（）：／～−　', '0123456789.,-+¥%():/~- ');

-- Numbers: first their plain text (n), then the value of it ------------------------------------------------------------
CREATE MACRO is_dressed(h) AS regexp_full_match(h,
    '[-+]?\s*(¥|\$|CNY|RMB|人民币)?\s*[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)?(\.[0-9]*)?\s*[万亿]?\s*(元|个|件|人|次|笔|单|秒|天|条)?')
    AND regexp_matches(h, '[0-9]');
CREATE MACRO undressed(h) AS regexp_replace(h, '[^0-9.-]', '', 'g');
CREATE MACRO scaled(h) AS
    CAST(TRY_CAST(undressed(h) AS DECIMAL(28, 9)) * CASE WHEN contains(h, '亿') THEN 100000000 ELSE 10000 END AS VARCHAR);
CREATE MACRO number_text(x) AS CASE
    WHEN regexp_full_match(x, '[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?') THEN x
    WHEN is_dressed(half_width(x))
        THEN CASE WHEN regexp_matches(x, '[万亿]') THEN scaled(half_width(x)) ELSE undressed(half_width(x)) END END;

-- Money keeps its cents or is refused: CAST would round 12.345 in silence. So is a hundred billion yuan or more: two numbers that
-- ran together; what is below can be added up and packed (buyers in summaries.sql) without ever overflowing.
CREATE MACRO to_money(x, n) AS CASE WHEN regexp_full_match(n, '[-+]?[0-9]*(\.[0-9]{0,2}0*)?')
    THEN CAST(TRY_CAST(n AS DECIMAL(13, 2)) AS DECIMAL(18, 2)) END;
CREATE MACRO why_money(x, n) AS CASE
    WHEN is_error(x) THEN 'error' WHEN n IS NULL THEN 'not_money' WHEN regexp_matches(n, '[eE]') THEN 'scientific'
    WHEN regexp_matches(n, '\.[0-9]{2}0*[1-9]') THEN 'decimals' ELSE 'too_big' END;

CREATE MACRO to_fine(x, n) AS TRY_CAST(n AS DECIMAL(18, 9));
CREATE MACRO why_fine(x, n) AS CASE WHEN is_error(x) THEN 'error' WHEN n IS NULL THEN 'not_money' ELSE 'too_big' END;

CREATE MACRO to_count(x, n) AS CASE WHEN regexp_full_match(n, '[-+]?[0-9]+(\.0*)?') THEN TRY_CAST(n AS BIGINT) END;
CREATE MACRO why_count(x, n) AS CASE
    WHEN is_error(x) THEN 'error' WHEN n IS NULL THEN 'not_count' WHEN regexp_matches(n, '[eE]') THEN 'scientific'
    WHEN contains(n, '.') THEN 'not_whole' ELSE 'too_big' END;

CREATE MACRO to_number(x, n) AS TRY_CAST(n AS DOUBLE);
CREATE MACRO why_number(x, n) AS CASE WHEN is_error(x) THEN 'error' ELSE 'not_number' END;

CREATE MACRO rate_text(x) AS number_text(bare(rtrim(half_width(x), '%')));
CREATE MACRO to_rate(x, n) AS CASE
    WHEN ends_with(half_width(x), '%') THEN TRY_CAST(n AS DOUBLE) / 100
    WHEN abs(TRY_CAST(n AS DOUBLE)) <= 1 THEN TRY_CAST(n AS DOUBLE) END;
CREATE MACRO why_rate(x, n) AS CASE WHEN is_error(x) THEN 'error' ELSE 'not_rate' END;

-- Text and ids -------------------------------------------------------------------------------------------------------
CREATE MACRO to_text(x, n) AS CASE WHEN is_error(x) THEN NULL ELSE x END;
CREATE MACRO why_text(x, n) AS CASE WHEN is_error(x) THEN 'error' END;

-- 1.23457E+17 was an id until a spreadsheet read it as a number; its last digits are gone.
CREATE MACRO is_damaged_id(x) AS regexp_full_match(x, '[0-9](\.[0-9]+)?[eE]\+[0-9]+');
CREATE MACRO to_id(x, n) AS CASE
    WHEN regexp_full_match(x, '[0-9]+') THEN x
    WHEN is_error(x) OR is_damaged_id(x) THEN NULL
    WHEN regexp_full_match(x, '[0-9]+\.0+') THEN regexp_extract(x, '^[0-9]+')
    WHEN regexp_matches(x, '^[Nn][Oo][:：]') THEN nullif(bare(substr(half_width(x), 4)), '')
    ELSE half_width(x) END;
CREATE MACRO why_id(x, n) AS CASE
    WHEN is_error(x) THEN 'error' WHEN is_damaged_id(x) THEN 'damaged_id' END;
-- Spreadsheets keep 15 digits of a number and fill the rest with zeros.
CREATE MACRO is_long_id(x) AS regexp_full_match(x, '[0-9]{17,20}');
CREATE MACRO lost_its_end(x) AS CASE WHEN ends_with(x, '00') THEN ltrim(substr(x, 16), '0') = '' ELSE FALSE END;

-- Times: a cell may be one time or a range; each end is read as a time ---------------------------------------------------
CREATE MACRO tidy_time(x) AS bare(regexp_replace(regexp_replace(replace(replace(translate(
    regexp_replace(half_width(x), '(:[0-9]{2})(\.[0-9]+)?(\+08:?00)?$', '\1'), '年月/#.', '-----'), '日', ' '), 'T', ' '),
    '-+( |$)', '\1'), ' +', ' ', 'g'));
CREATE MACRO is_year_last(x) AS regexp_matches(x, '^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}( |$)');
-- 31-08-2023 and 08/31/2023: which of the two a column means is decided for the whole column ('dmy', 'mdy').
CREATE MACRO time_formats(part_order) AS CASE
    WHEN part_order = 'dmy' THEN ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%d', '%d-%m-%Y %H:%M:%S', '%d-%m-%Y %H:%M', '%d-%m-%Y']
    WHEN part_order = 'mdy' THEN ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%d', '%m-%d-%Y %H:%M:%S', '%m-%d-%Y %H:%M', '%m-%d-%Y']
    ELSE ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%d'] END;
-- 10时05分00秒 is 10:05:00, and 下午 1:05 is 13:05.
CREATE MACRO with_colons(x) AS regexp_replace(regexp_replace(half_width(x),
    '([0-9]{1,2})\s*[时点]\s*([0-9]{1,2})\s*分\s*([0-9]{1,2})\s*秒', '\1:\2:\3'),
    '([0-9]{1,2})\s*[时点]\s*([0-9]{1,2})\s*分?\s*$', '\1:\2');
CREATE MACRO half_day(x) AS lower(regexp_extract(x, '(上午|下午|[AaPp][Mm])', 1));
CREATE MACRO of_half_day(t, half) AS CASE
    WHEN half IN ('下午', 'pm') AND hour(t) < 12 THEN t + INTERVAL 12 HOUR
    WHEN half IN ('上午', 'am') AND hour(t) = 12 THEN t - INTERVAL 12 HOUR ELSE t END;
CREATE MACRO odd_time(x, part_order) AS CASE
    WHEN regexp_full_match(x, '20[0-9]{6}') THEN try_strptime(x, '%Y%m%d')
    WHEN regexp_full_match(x, '20[0-9]{12}') THEN try_strptime(x, '%Y%m%d%H%M%S')
    WHEN regexp_full_match(x, '20[0-9]{6} [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?')
        THEN try_strptime(x, ['%Y%m%d %H:%M:%S', '%Y%m%d %H:%M'])
    WHEN regexp_full_match(x, '[3-7][0-9]{4}(\.[0-9]+)?')  -- a spreadsheet's day number
        THEN TIMESTAMP '1899-12-30' + to_microseconds(CAST(round(TRY_CAST(x AS DOUBLE) * 86400) AS BIGINT) * 1000000)
    WHEN regexp_matches(x, '^[0-9０-９]{4}[^0-9０-９]') OR is_year_last(x) 
        THEN of_half_day(try_strptime(tidy_time(with_colons(regexp_replace(x, '\s*(上午|下午|[AaPp][Mm])\s*', ' '))),
            time_formats(part_order)), half_day(x)) END;
-- LIKE is cheaper than a pattern of digits; what else it lets through the cast refuses, but for a Z, which means another zone.
CREATE MACRO to_time(x, part_order) AS coalesce(
    CASE WHEN (x LIKE '____-__-__ __:__:__' OR x LIKE '____-__-__') AND NOT ends_with(x, 'Z') THEN TRY_CAST(x AS TIMESTAMP) END,
    odd_time(x, part_order));
CREATE MACRO why_time(x) AS CASE
    WHEN is_error(x) THEN 'error' WHEN is_year_last(x) THEN 'year_last' ELSE 'not_time' END;

-- Both ends of 2024-01-01 ~ 2024-01-31 or 20240101-20240131; a single day is both.
CREATE MACRO range_end(x, which) AS CASE
    WHEN length(x) < 16 THEN x
    ELSE coalesce(nullif(regexp_extract(half_width(x), '^(20[0-9]{2}[-年/.]?[0-9]{1,2}[-月/.]?[0-9]{1,2}日?)\s*(?:~|至|到|—|--|,|-)\s*'
        || '(20[0-9]{2}[-年/.]?[0-9]{1,2}[-月/.]?[0-9]{1,2}日?)$', which), ''), x) END;
CREATE MACRO month_start(x) AS CASE
    WHEN regexp_full_match(x, '20[0-9]{2}[-/年.][0-9]{1,2}月?') THEN try_strptime(tidy_time(x) || '-1', '%Y-%m-%d')
    WHEN regexp_full_match(x, '20[0-9]{4}') THEN try_strptime(x || '01', '%Y%m%d') END;
CREATE MACRO week_start(x) AS CASE
    WHEN regexp_full_match(x, '20[0-9]{2}-?[Ww][0-9]{1,2}') THEN try_strptime(
        substr(x, 1, 4) || '-W' || lpad(regexp_extract(x, '[Ww]([0-9]{1,2})', 1), 2, '0') || '-1', '%G-W%V-%u') END;
CREATE MACRO quarter_start(x) AS CASE
    WHEN regexp_full_match(x, '20[0-9]{2}-?年?[Qq][1-4]')
    THEN CAST(make_date(CAST(substr(x, 1, 4) AS BIGINT), 3 * CAST(right(x, 1) AS BIGINT) - 2, 1) AS TIMESTAMP) END;
CREATE MACRO year_start(x) AS CASE
    WHEN regexp_full_match(x, '20[0-9]{2}年?') THEN CAST(make_date(CAST(substr(x, 1, 4) AS BIGINT), 1, 1) AS TIMESTAMP) END;
CREATE MACRO span_start(x) AS CASE
    WHEN length(x) <= 8 THEN coalesce(month_start(x), week_start(x), quarter_start(x), year_start(x)) END;
CREATE MACRO span_length(x) AS CASE
    WHEN regexp_matches(x, '[Ww]') THEN INTERVAL 7 DAY WHEN regexp_matches(x, '[Qq]') THEN INTERVAL 3 MONTH
    WHEN regexp_full_match(x, '20[0-9]{2}年?') THEN INTERVAL 12 MONTH ELSE INTERVAL 1 MONTH END;
CREATE MACRO why_day(x) AS CASE
    WHEN is_error(x) THEN 'error' WHEN is_year_last(x) THEN 'year_last'
    WHEN range_end(x, 1) <> x OR span_start(x) IS NOT NULL
        OR regexp_matches(half_width(x), '20[0-9]{2}.{4,9}(~|至|到).{0,3}20[0-9]{2}') THEN 'several_days' ELSE 'not_day' END;
CREATE MACRO why_period(x) AS CASE
    WHEN is_error(x) THEN 'error' WHEN is_year_last(x) THEN 'year_last' ELSE 'not_period' END;

CREATE MACRO to_hour(x, n) AS CASE
    WHEN regexp_matches(half_width(x), '^([01]?[0-9]|2[0-3])(:[0-9]{2}(:[0-9]{2})?)?\s*([点时]|$|[-~至])')
    THEN CAST(regexp_extract(half_width(x), '^[0-9]{1,2}') AS INTEGER) END;
CREATE MACRO why_hour(x, n) AS CASE WHEN is_error(x) THEN 'error' ELSE 'not_hour' END;

-- Places: of an address only the province and the city are kept.
CREATE MACRO to_province(x) AS nullif(regexp_extract(x,
    '^(?:中国)?\s*(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)', 1), '');
-- The second word, where it is named like a city; without spaces, what stands between the province and 市.
CREATE MACRO city_word(w) AS
    CASE WHEN length(w) BETWEEN 2 AND 12 AND right(w, 1) IN ('市', '州', '盟', '区', '县', '岛') THEN w END;
CREATE MACRO to_city(x) AS CASE
    WHEN to_province(x) IS NULL THEN NULL
    WHEN contains(x, '  ') THEN city_word(split_part(regexp_replace(x, ' +', ' ', 'g'), ' ', 2))
    WHEN contains(x, ' ') THEN city_word(split_part(x, ' ', 2))
    WHEN length(x) > 4 THEN nullif(regexp_extract(x, '^(?:\p{Han}{2,3}省|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区)(\p{Han}{1,8}?(?:市|自治州|盟|地区))', 1), '') END;
